import { expect, test } from 'vitest';
import { lookupHistory } from '../../../../shared/adapters/aws/service/lookup-history.ts';
import { reconcile, reconcileMessage } from '../../../../shared/app/service/reconcile.ts';
import { service } from '../../../app/service/service.ts';
import { record } from '../../../fixtures/record.ts';
import { place } from '../answering.ts';

const period = { since: Date.parse('2026-11-02T09:00:00Z'), until: Date.parse('2026-11-02T10:00:00Z') };
const event = (EventId: string, ReadOnly = 'false') => ({ EventId, ReadOnly });
type Page = { Events?: readonly object[]; NextToken?: string };

/** A CloudTrail with some pages of changing calls, and some of root's. */
const history = (changing: Readonly<Record<string, Page>>, ofRoot: Readonly<Record<string, Page>>) => {
  const asked: string[] = [];
  let waited = 0;
  const send = async ({ input }: { input: { LookupAttributes: { AttributeValue: string }[]; NextToken?: string } }) => {
    const who = input.LookupAttributes[0]?.AttributeValue ?? '';
    const token = input.NextToken ?? '';
    asked.push(`${who} ${token}`);
    return (who === 'root' ? ofRoot : changing)[token] ?? {};
  };
  const { page } = lookupHistory(
    async () => ({ send }),
    async (milliseconds) => {
      waited += milliseconds;
    },
  );
  const run = async () => {
    const ids: string[][] = [];
    let token: string | undefined;
    do {
      const { records, next } = await page(place, period, token);
      ids.push(records.map((each) => (each as { EventId: string }).EventId));
      token = next;
    } while (token !== undefined);
    return { ids, asked, waited };
  };
  return { run };
};

test('every changing call is asked for, page by page, and with the last of them what root has read', async () => {
  const { run } = history(
    { '': { Events: [event('a')], NextToken: '2' }, '2': { Events: [event('b')] } },
    { '': { Events: [event('a'), event('r', 'true')] } },
  );
  // What root has changed is among the changing calls already.
  expect(await run()).toEqual({ ids: [['a'], ['b', 'r']], asked: ['false ', 'false 2', 'root '], waited: 3_000 });
});

test('what root has read may take pages of its own, whatever tokens look like', async () => {
  const { run } = history(
    { '': { Events: [event('a')] } },
    { '': { Events: [event('r', 'true')], NextToken: 'root of it' }, 'root of it': { Events: [event('s', 'true')] } },
  );
  expect(await run()).toMatchObject({ ids: [['a', 'r'], ['s']], asked: ['false ', 'root ', 'root root of it'] });
});

test('a token that begins like one of ours is CloudTrail’s all the same', async () => {
  const { run } = history(
    { '': { Events: [event('a')], NextToken: 'root x' }, 'root x': { Events: [event('b')] } },
    {},
  );
  expect(await run()).toMatchObject({ ids: [['a'], ['b']], asked: ['false ', 'false root x', 'root '] });
});

test('what was never delivered is judged once it was looked up: a record stands there as text', async () => {
  const lost = record({
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    requestParameters: { notebookInstanceName: 'lost', roleArn: 'arn:aws:iam::111122223333:role/notebook' },
  });
  const lookedUp = (CloudTrailEvent: string) => ({
    ...event('e'),
    EventName: 'CreateNotebookInstance',
    CloudTrailEvent,
  });
  const send = async ({ input }: { input: { LookupAttributes: { AttributeValue: string }[] } }) =>
    input.LookupAttributes[0]?.AttributeValue === 'root'
      ? {}
      : { Events: [lookedUp(JSON.stringify(lost)), lookedUp('{')] };
  const { assessing, deliver, findings } = service();
  const delivered: unknown[] = [];
  const reconciled = await reconcile(await reconcileMessage(place, assessing), {
    ...assessing,
    history: lookupHistory(
      async () => ({ send }),
      async () => {},
    ),
    events: { send: async (messages) => void delivered.push(...messages) },
  });
  expect(reconciled).toEqual({ wanted: 1, recovered: 1, unreadable: 1, isOver: true });
  for (const each of delivered) expect(await deliver(each)).toMatchObject({ evaluated: 1, quarantined: 0 });
  expect((await findings()).map(({ resource }) => resource.name)).toContain('lost');
});
