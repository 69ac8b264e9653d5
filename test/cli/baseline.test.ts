import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { assess } from '../../shared/app/assess.ts';
import { eventKey } from '../../shared/app/event.ts';
import { changeOfRead } from '../../shared/app/observe.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import { record } from '../fixtures/record.ts';
import { commandLine } from './command-line.ts';

const { folder, run, json, write, remove } = commandLine();
afterAll(remove);

const at = Date.parse('2026-11-02T09:00:00Z');
const notebook = (account: string, name: string) =>
  refOf('sagemaker/notebook-instance', `arn:aws:sagemaker:eu-central-1:${account}:notebook-instance/${name}`, {
    account,
    region: 'eu-central-1',
  });
const control = 'sagemaker/notebook-root-access';

beforeAll(async () => {
  const store = sqliteStore(join(folder, 'kept.db'));
  const first = [
    ...['one', 'two', 'three', 'four', 'five'].map((name) => notebook('111122223333', name)),
    notebook('444455556666', 'other'),
  ];
  const answer = { kind: 'found' as const, state: { rootAccess: 'Enabled' }, at, final: true };
  const changes = [
    ...first.map((resource) => changeOfRead(resource, answer, true)),
    // This one came later: it is no part of the first look.
    changeOfRead(notebook('111122223333', 'late'), answer),
  ];
  await assess(
    changes.map((change) => ({ key: eventKey(change.eventId), at, class: 'evaluated' as const, changes: [change] })),
    [],
    {
      store,
      clock: { now: () => at },
      saved: { state: () => undefined },
      catalogue: catalogueOf(resourceTypes, controls, defaultConfiguration),
      configuration: defaultConfiguration,
    },
  );
  await store.close();
});

test('baseline review: what is open of the first look, by account and control', () => {
  const groups = json('baseline', 'review', '--store', 'kept.db').filter((group) => group['control'] === control);
  expect(groups.map(({ account, count, waived, findings }) => [account, count, waived, findings.length])).toEqual([
    ['111122223333', 5, 0, 5],
    ['444455556666', 1, 0, 1],
  ]);
  expect(groups[0]).toMatchObject({ type: 'baseline', title: expect.any(String) as string });
  expect(JSON.stringify(groups)).not.toContain('late');
  const { stdout } = run(['baseline', 'review', '--store', 'kept.db']);
  expect(stdout).toMatch(/111122223333 +sagemaker\/notebook-root-access +\w+ +5 .* and 2 more/);
});

test('baseline review: waived ones are counted apart, others left out', () => {
  write(
    'waived.yml',
    `waivers:\n  - { control: ${control}, resource: other, type: risk-accepted, reason: r, requester: a, approver: b, approved: 2026-11-01, until: 2036-06-30 }\n`,
  );
  const review = (...words: string[]) =>
    json('baseline', 'review', '--store', 'kept.db', ...words).filter((group) => group['control'] === control);
  expect(review('--account', '444455556666', '--config', 'waived.yml')).toMatchObject([{ count: 1, waived: 1 }]);
  expect(review('--severity', 'critical')).toEqual([]);
  write('off.yml', `controls: { ${control}: { enabled: false } }\n`);
  expect(review('--config', 'off.yml')).toEqual([]);
});

test('explain uses what a store knows from before the record, and nothing of later', () => {
  const call = (eventTime: string, eventName: string, members: object) =>
    record({
      eventSource: 'sagemaker.amazonaws.com',
      eventName,
      eventTime,
      requestParameters: { notebookInstanceName: 'exploration', ...members },
    });
  const made = call('2026-11-03T09:00:00Z', 'CreateNotebookInstance', {
    roleArn: 'arn:aws:iam::111122223333:role/a',
    rootAccess: 'Enabled',
  });
  const started = call('2026-11-03T10:00:00Z', 'UpdateNotebookInstance', { volumeSizeInGB: 50 });
  const mended = call('2026-11-03T11:00:00Z', 'UpdateNotebookInstance', { rootAccess: 'Disabled' });
  write('all.json', [made, started, mended].map((each) => JSON.stringify(each)).join('\n'));
  write('started.json', JSON.stringify(started));
  expect(run(['replay', 'all.json', '--store', 'kept.db']).status).toBe(0);
  const verdict = (...words: string[]) => {
    const [explanation] = json('explain', 'started.json', ...words);
    const evaluations = explanation?.['evaluations'] as { control: string; verdict: string }[];
    return evaluations.filter((each) => each.control === control).map((each) => each.verdict);
  };
  expect(verdict()).toEqual(['unknown']);
  expect(verdict('--store', 'kept.db')).toEqual(['fail']);
  // It was explained, and nothing was kept of that.
  expect(json('who', 'exploration', '--store', 'kept.db')).toHaveLength(3);
});
