import { expect, test } from 'vitest';
import type { ListMessage, ReadMessage } from '../../../shared/app/service/messages.ts';
import { listResources } from '../../../shared/app/service/sweep.ts';
import type { Listed, ReadOutcome } from '../../../shared/ports.ts';
import { record } from '../../fixtures/record.ts';
import { service } from './service.ts';

const place = { account: '111122223333', region: 'eu-central-1' };
const arn = `arn:aws:sagemaker:${place.region}:${place.account}:notebook-instance/exploration`;
const read: ReadMessage = { kind: 'read', type: 'sagemaker/notebook-instance', arn, ...place, attempt: 0, depth: 0 };
const permission = 'sagemaker:DescribeNotebookInstance';
const denied = {
  kind: 'unavailable' as const,
  reason: `the permission ${permission} is missing`,
  permission,
} satisfies ReadOutcome;
const now = Date.parse('2030-01-01T00:00:00Z');
const created = {
  'detail-type': 'AWS API Call via CloudTrail',
  detail: record({
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'UpdateNotebookInstance',
    requestParameters: { notebookInstanceName: 'exploration', rootAccess: 'Enabled' },
  }),
};

test('that a read was denied is kept with what is undecided, until it is read', async () => {
  let answer: ReadOutcome = denied;
  const watchdog = service(() => ({ [arn]: answer }));
  const undecided = async () => Array.fromAsync(watchdog.store.undecided());
  await watchdog.deliver(created);
  await watchdog.read(read);
  const [known, ...others] = await undecided();
  expect(others).toEqual([]);
  expect(known).toMatchObject({ resource: { arn }, unread: { permission, since: now } });
  expect(Object.keys(known?.undecided ?? {})).toContain('sagemaker/notebook-volume-key');
  answer = { kind: 'found', state: { rootAccess: 'Enabled' }, at: now, final: true };
  await watchdog.read(read);
  expect((await undecided())[0]?.unread).toBeUndefined();
});

test('of what nothing else is known that is all that is known, and it is no reason to judge', async () => {
  const watchdog = service(() => ({ [arn]: denied }));
  await watchdog.read(read);
  expect(await Array.fromAsync(watchdog.store.undecided())).toMatchObject([{ unread: { permission } }]);
  expect(watchdog.judged).toEqual([]);
  const history = await watchdog.store.history(arn);
  expect(history).toEqual([]);
});

test('that nothing can be asked is no permission that is missing', async () => {
  const watchdog = service(() => ({ [arn]: { kind: 'unavailable', reason: 'AWS cannot be asked about it' } }));
  await watchdog.read(read);
  expect(await Array.fromAsync(watchdog.store.undecided())).toEqual([]);
});

test('it outlives that something came late, and ends with the resource', async () => {
  let answer: ReadOutcome = denied;
  const watchdog = service(() => ({ [arn]: answer }));
  const update = (eventTime: string) => ({
    ...created,
    detail: {
      ...created.detail,
      eventID: `00000000-0000-4000-8000-0000${eventTime.replaceAll(/\D/g, '').slice(6)}`,
      eventTime,
    },
  });
  await watchdog.deliver(update('2026-11-03T09:00:00Z'));
  await watchdog.read(read);
  await watchdog.deliver(update('2026-11-02T09:00:00Z'));
  expect(await Array.fromAsync(watchdog.store.undecided())).toMatchObject([{ unread: { permission } }]);
  answer = { kind: 'absent', at: now };
  await watchdog.read(read);
  expect(await Array.fromAsync(watchdog.store.undecided())).toEqual([]);
});

test('that a list was denied is kept for all of its type there, until it is listed', async () => {
  const watchdog = service();
  let answer: Listed = { kind: 'unavailable', reason: 'the permission is missing', permission: 'sagemaker:ListModels' };
  const list = (type: string) =>
    listResources({ kind: 'list', type, ...place, sweep: 's' } satisfies ListMessage, {
      ...watchdog.assessing,
      version: '1',
      backlog: { age: async () => undefined },
      lister: { list: async () => answer },
    });
  const undecided = async () =>
    (await Array.fromAsync(watchdog.store.undecided())).map(({ resource, unread }) => [
      resource.name,
      unread?.permission,
    ]);
  await list('sagemaker/model');
  await list('organizations/account');
  expect(await undecided()).toEqual([['*', 'sagemaker:ListModels']]);
  await list('sagemaker/model');
  const again = answer;
  answer = { kind: 'listed', resources: [] };
  await list('sagemaker/model');
  expect(await undecided()).toEqual([]);
  expect(watchdog.take()).toEqual([]);
  answer = again;
  await list('sagemaker/model');
  expect(await undecided()).toEqual([['*', 'sagemaker:ListModels']]);
});
