import { expect, test } from 'vitest';
import { lookupHistory } from '../../../../shared/adapters/aws/service/lookup-history.ts';
import { reconcile, reconcileMessage } from '../../../../shared/app/service/reconcile.ts';
import { service } from '../../../app/service/service.ts';
import { record } from '../../../fixtures/record.ts';
import { place } from '../answering.ts';

const lost = record({
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateNotebookInstance',
  requestParameters: { notebookInstanceName: 'lost', roleArn: 'arn:aws:iam::111122223333:role/notebook' },
});

/** As LookupEvents answers: the record stands in it as text. */
const lookedUp = (text: string) => ({ EventId: 'e', EventName: 'CreateNotebookInstance', CloudTrailEvent: text });

const historyOf = (...pages: object[][]) => {
  const asked: Record<string, unknown>[] = [];
  const send = async ({ input }: { input: Record<string, unknown> }) => {
    asked.push(input);
    const at = Number(input['NextToken'] ?? 0);
    return { Events: pages[at], ...(at + 1 < pages.length && { NextToken: String(at + 1) }) };
  };
  return {
    asked,
    history: lookupHistory(
      async () => ({ send }),
      async () => {},
    ),
  };
};

test('records are told as records, page by page; a text that is none as it came', async () => {
  const { asked, history } = historyOf([lookedUp(JSON.stringify(lost)), lookedUp('{')], []);
  const period = { since: 1_000, until: 2_000 };
  expect(await history.page(place, period)).toEqual({ records: [lost, lookedUp('{')], next: '1' });
  expect(await history.page(place, period, '1')).toEqual({ records: [], next: undefined });
  expect(asked.map(({ StartTime, EndTime, NextToken }) => [StartTime, EndTime, NextToken])).toEqual([
    [new Date(1_000), new Date(2_000), undefined],
    [new Date(1_000), new Date(2_000), '1'],
  ]);
});

test('what was never delivered is judged once it was looked up', async () => {
  const { assessing, deliver, findings } = service();
  const { history } = historyOf([lookedUp(JSON.stringify(lost)), lookedUp('{')]);
  const delivered: unknown[] = [];
  const message = await reconcileMessage(place, assessing);
  const reconciled = await reconcile(message, {
    ...assessing,
    history,
    events: { send: async (messages) => void delivered.push(...messages) },
  });
  expect(reconciled).toEqual({ wanted: 1, recovered: 1, unreadable: 1, isOver: true });
  for (const event of delivered) expect(await deliver(event)).toMatchObject({ evaluated: 1, quarantined: 0 });
  expect((await findings()).map(({ resource }) => resource.name)).toContain('lost');
});
