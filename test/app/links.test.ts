import { describe, expect, test } from 'vitest';
import { stackAccess } from '../../shared/adapters/aws/production/stack-access.ts';
import { stackStore } from '../../shared/adapters/aws/production/stack-store.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { linkOf, linksOf, setLink, withLinks } from '../../shared/app/links.ts';
import { gaugesOf } from '../../shared/app/service/gauges.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { days } from '../../shared/core/instant.ts';
import type { Store } from '../../shared/ports.ts';
import { fakeDynamo, sdkClientOf } from '../adapters/dynamo/fake-dynamo.ts';
import { storeParametersOf } from '../adapters/production/fake-stage.ts';
import { exported } from '../exports/samples.ts';
import { record } from '../fixtures/record.ts';
import { watchdog } from '../fixtures/watchdog.ts';

const now = Date.parse('2026-11-02T12:00:00Z');

/** The store of a deployed stage, as `--stack` opens it. */
const stageStore = async (): Promise<Store> => {
  const table = sdkClientOf(fakeDynamo().handle);
  const access = stackAccess(
    { stage: 'prod' },
    async (service) => (service === 'ssm' ? { send: async () => storeParametersOf() } : table),
    async () => 'eu-central-1',
  );
  return stackStore(access, { clock: { now: () => now }, sleep: async () => {} });
};

describe.each([
  ['a file', async () => sqliteStore(':memory:')],
  ['a deployed stage', stageStore],
])('links in %s', (_, make) => {
  test('what is given stands in the place of what was, the rest stays, and all of it can be taken away', async () => {
    const store = await make();
    expect(await linkOf('a', store)).toBeUndefined();
    expect(await setLink('a', { ticket: 'SEC-1' }, store)).toEqual({ ticket: 'SEC-1' });
    expect(await setLink('a', { assignee: 'carol', dueAt: 5 }, store)).toEqual({
      ticket: 'SEC-1',
      assignee: 'carol',
      dueAt: 5,
    });
    expect(await setLink('a', { ticket: 'SEC-2' }, store)).toMatchObject({ ticket: 'SEC-2', dueAt: 5 });
    await setLink('b', { dueAt: 0 }, store);
    expect(await linksOf(['c', 'b', 'a'], store)).toEqual(
      new Map([
        ['b', { dueAt: 0 }],
        ['a', { ticket: 'SEC-2', assignee: 'carol', dueAt: 5 }],
      ]),
    );
    expect(await setLink('a', null, store)).toBeUndefined();
    expect(await linkOf('a', store)).toBeUndefined();
    // Nothing of what was there before comes back.
    expect(await setLink('a', { ticket: 'SEC-3' }, store)).toEqual({ ticket: 'SEC-3' });
    await store.close();
  });
  test('two who link at the same time both count', async () => {
    const store = await make();
    await Promise.all([setLink('a', { ticket: 'SEC-1' }, store), setLink('a', { assignee: 'carol' }, store)]);
    expect(await linkOf('a', store)).toEqual({ ticket: 'SEC-1', assignee: 'carol' });
    await store.close();
  });
});

test('where others never stop writing, it ends with a word', async () => {
  const store = sqliteStore(':memory:');
  const crowded = { entries: store.entries, write: async () => false };
  await expect(setLink('a', { ticket: 'SEC-1' }, crowded)).rejects.toThrow('try again');
  await store.close();
});

test('findings come in their order, each with its link, and no more of them are held than a hundred', async () => {
  const store = sqliteStore(':memory:');
  await setLink('7', { ticket: 'SEC-7' }, store);
  await setLink('249', { assignee: 'carol' }, store);
  let [read, given, most] = [0, 0, 0];
  const findings = (async function* () {
    for (; read < 250; read++) yield { ...exported().finding, id: String(read) };
  })();
  const linked: unknown[] = [];
  for await (const { finding, link } of withLinks(findings, store)) {
    most = Math.max(most, read - given++);
    expect(finding.id).toBe(String(linked.length));
    linked.push(link);
  }
  expect(linked).toHaveLength(250);
  expect(linked.filter((link) => link !== undefined)).toEqual([{ ticket: 'SEC-7' }, { assignee: 'carol' }]);
  expect([linked[7], linked[249]]).toEqual([{ ticket: 'SEC-7' }, { assignee: 'carol' }]);
  expect(most).toBeLessThanOrEqual(100);
  await store.close();
});

test('overdue is what is past the date that was agreed on, whatever its severity says', async () => {
  const { store, feed } = watchdog();
  await feed(
    record({
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'CreateNotebookInstance',
      eventTime: '2026-11-02T09:00:00Z',
      requestParameters: { notebookInstanceName: 'exploration', roleArn: 'arn:aws:iam::111122223333:role/notebook' },
    }),
  );
  const open = await Array.fromAsync(store.findings({ status: 'open' }));
  const overdueOn = async (at: number) =>
    (
      await gaugesOf({
        store,
        clock: { now: () => at },
        configuration: defaultConfiguration,
        aliasesOf: () => [],
        canaries: [],
        localities: [],
      })
    ).gauges.Overdue;
  expect(open.length).toBeGreaterThan(1);
  const opened = Date.parse('2026-11-02T09:00:00Z');
  expect([await overdueOn(opened + days(1)), await overdueOn(opened + days(91))]).toEqual([0, open.length]);
  await setLink(open[0]?.id ?? '', { dueAt: opened }, store);
  expect(await overdueOn(opened + days(1))).toBe(1);
  await setLink(open[0]?.id ?? '', { dueAt: opened + days(365) }, store);
  expect(await overdueOn(opened + days(91))).toBe(open.length - 1);
  await store.close();
});
