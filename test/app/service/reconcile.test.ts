import { describe, expect, test } from 'vitest';
import type { WorkMessage } from '../../../shared/app/service/messages.ts';
import { isSilent, reconcile, reconcileMessage, standingOf } from '../../../shared/app/service/reconcile.ts';
import { record } from '../../fixtures/record.ts';
import { service } from './service.ts';

const place = { account: '111122223333', region: 'eu-central-1' };
const minute = 60_000;
const now = Date.parse('2026-11-02T12:00:00Z');
const notebook = (name: string) =>
  record({
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    requestParameters: { notebookInstanceName: name, roleArn: 'arn:aws:iam::111122223333:role/notebook' },
  });
const irrelevant = record({ eventSource: 'sagemaker.amazonaws.com', eventName: 'CreateExperiment' });
const failed = record({
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateNotebookInstance',
  errorCode: 'AccessDenied',
});

const reconciling = (...pages: (readonly unknown[])[]) => {
  const watchdog = service();
  const delivered: unknown[] = [];
  const assessing = { ...watchdog.assessing, clock: { now: () => now } };
  return {
    ...watchdog,
    delivered,
    next: () => reconcileMessage(place, assessing),
    standing: () => standingOf(place, assessing),
    run: async () => {
      const results = [];
      const queue: WorkMessage[] = [await reconcileMessage(place, assessing)];
      for (let message = queue.shift(); message?.kind === 'reconcile'; message = queue.shift()) {
        results.push(
          await reconcile(message, {
            ...assessing,
            history: {
              page: async (_, __, token = '0') => ({
                records: pages[Number(token)] ?? [],
                next: Number(token) + 1 < pages.length ? String(Number(token) + 1) : undefined,
              }),
            },
            events: { send: async (messages) => void delivered.push(...messages) },
            work: { send: async (messages) => void queue.push(...messages) },
          }),
        );
      }
      return results;
    },
  };
};

describe('reconciling', () => {
  test('delivers what controls need and nobody handled, and nothing else', async () => {
    const seen = notebook('seen');
    const lost = notebook('lost');
    const { run, deliver, delivered } = reconciling([seen, irrelevant, failed, 'no record', lost]);
    await deliver({ 'detail-type': 'AWS API Call via CloudTrail', detail: seen });
    expect(await run()).toEqual([{ wanted: 2, recovered: 1, unreadable: 1, isOver: true }]);
    expect(delivered).toEqual([expect.objectContaining({ detail: lost, ...place })]);
  });
  test('what it delivers is judged as if it had come by itself', async () => {
    const { run, deliver, delivered, findings } = reconciling([notebook('lost')]);
    await run();
    for (const event of delivered) await deliver(event);
    expect((await findings()).length).toBeGreaterThan(0);
    expect(await run()).toMatchObject([{ wanted: 1, recovered: 0 }]);
  });
  test('goes on page by page, and counts over all of them', async () => {
    const { run, standing } = reconciling([notebook('a')], [irrelevant], [notebook('b'), notebook('c')]);
    expect(await run()).toMatchObject([
      { wanted: 1, isOver: false },
      { wanted: 1, isOver: false },
      { wanted: 3, recovered: 3, isOver: true },
    ]);
    expect(await standing()).toEqual({ at: now - 15 * minute, wanted: 3, recovered: 3 });
  });
  test('looks at what CloudTrail can have by now, and half an hour of it twice', async () => {
    const { run, next } = reconciling([]);
    expect(await next()).toMatchObject({ since: now - 135 * minute, until: now - 15 * minute });
    await run();
    expect(await next()).toMatchObject({ since: now - 45 * minute, until: now - 15 * minute });
  });
  test('a place of which nothing was delivered is silent; one where nothing happened is not', () => {
    expect(isSilent({ at: now, wanted: 3, recovered: 3 })).toBe(true);
    expect(isSilent({ at: now, wanted: 3, recovered: 2 })).toBe(false);
    expect(isSilent({ at: now, wanted: 0, recovered: 0 })).toBe(false);
  });
});
