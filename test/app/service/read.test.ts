import { describe, expect, test } from 'vitest';
import type { ReadMessage } from '../../../shared/app/service/messages.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import type { ReadOutcome } from '../../../shared/ports.ts';
import { record } from '../../fixtures/record.ts';
import { service, type Answers } from './service.ts';

const place = { account: '111122223333', region: 'eu-central-1' };
const arn = `arn:aws:sagemaker:${place.region}:${place.account}:notebook-instance/exploration`;
const keyArn = `arn:aws:kms:${place.region}:${place.account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const at = Date.parse('2026-11-02T12:00:00Z');
const message: ReadMessage = { kind: 'read', type: 'sagemaker/notebook-instance', arn, ...place, attempt: 0, depth: 0 };
const found = (state: object): ReadOutcome => ({ kind: 'found', state: { ...state }, at, final: true });
const notebook = {
  roleArn: `arn:aws:iam::${place.account}:role/notebook`,
  directInternetAccess: 'Disabled',
  rootAccess: 'Disabled',
  kmsKeyId: keyArn,
  subnetId: 'subnet-1',
  securityGroupIds: [],
  lifecycleConfigName: null,
  platformIdentifier: 'notebook-al2023-v1',
  ipAddressType: 'ipv4',
  minimumInstanceMetadataServiceVersion: '2',
  defaultCodeRepository: null,
  additionalCodeRepositories: [],
  tags: completeMap({}),
};
const key = {
  keyManager: 'AWS',
  keyState: 'Enabled',
  keySpec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  rotationEnabled: true,
  rotationGraceUntil: null,
  policy: null,
  tags: completeMap({}),
};
const createWithKey = {
  'detail-type': 'AWS API Call via CloudTrail',
  detail: record({
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    requestParameters: { notebookInstanceName: 'exploration', ...notebook, tags: [] },
  }),
};
const statuses = async ({ findings }: ReturnType<typeof service>) =>
  Object.fromEntries((await findings()).map(({ controlId, status }) => [controlId, status]));

describe('a read', () => {
  test('of a key decides what its notebook left open', async () => {
    const watchdog = service(() => ({ [keyArn]: found(key) }));
    await watchdog.deliver(createWithKey);
    expect(await statuses(watchdog)).not.toHaveProperty('sagemaker/notebook-volume-key');
    await watchdog.settle();
    expect(await statuses(watchdog)).toMatchObject({ 'sagemaker/notebook-volume-key': 'open' });
  });
  test('asks on for what it leads to', async () => {
    const watchdog = service(() => ({ [arn]: found(notebook), [keyArn]: found(key) }));
    await watchdog.read(message);
    await watchdog.settle();
    expect(watchdog.asked).toContain(keyArn);
    expect(await statuses(watchdog)).toMatchObject({ 'sagemaker/notebook-volume-key': 'open' });
  });
  test('that is not permitted says so, and changes nothing', async () => {
    const watchdog = service();
    expect(await watchdog.read(message)).toEqual({ kind: 'unavailable', reason: 'not permitted' });
    expect(watchdog.judged).toEqual([]);
  });
  test('of what never tells all there is ends all the same', async () => {
    const watchdog = service(() => ({ [arn]: found({ ...notebook, tags: undefined }), [keyArn]: found({}) }));
    await watchdog.deliver(createWithKey);
    await watchdog.read(message);
    expect(await watchdog.settle()).toBeLessThan(6);
  });
  test('whose answers contradict each other is put off for a minute, and given up after five times', async () => {
    let rootAccess = 'Disabled';
    const answers = (): Answers => {
      rootAccess = rootAccess === 'Disabled' ? 'Enabled' : 'Disabled';
      return { [arn]: found({ ...notebook, rootAccess: rootAccess === 'Enabled' ? 'Disabled' : 'Enabled' }) };
    };
    const watchdog = service(answers);
    await watchdog.deliver({
      ...createWithKey,
      detail: {
        ...createWithKey.detail,
        requestParameters: { ...notebook, notebookInstanceName: 'exploration', rootAccess: 'Enabled', tags: [] },
      },
    });
    watchdog.take();
    expect(await watchdog.read(message)).toEqual({ kind: 'put off' });
    expect(watchdog.take()).toEqual([{ message: { ...message, attempt: 1 }, delay: 60_000 }]);
    expect(await watchdog.read({ ...message, attempt: 4 })).toEqual({ kind: 'given up' });
    expect(watchdog.take()).toEqual([]);
    expect(await statuses(watchdog)).toMatchObject({ 'sagemaker/notebook-root-access': 'open' });
  });
  test('of what was there before anybody watched makes baseline findings; once mended, a change that breaks it is news', async () => {
    const open = { ...notebook, rootAccess: 'Enabled' };
    const watchdog = service(() => ({ [arn]: found(open) }));
    await watchdog.read({ ...message, baseline: true });
    expect(watchdog.take().every(({ message: { kind, ...rest } }) => kind === 'read' && 'baseline' in rest)).toBe(true);
    const origins = async () =>
      (await watchdog.findings())
        .filter(({ controlId }) => controlId === 'sagemaker/notebook-root-access')
        .map(({ origin, status }) => [origin, status]);
    expect(await origins()).toEqual([['baseline', 'open']]);
    const update = (eventTime: string, rootAccess: string) => ({
      'detail-type': 'AWS API Call via CloudTrail',
      detail: record({
        eventTime,
        eventSource: 'sagemaker.amazonaws.com',
        eventName: 'UpdateNotebookInstance',
        requestParameters: { notebookInstanceName: 'exploration', rootAccess },
      }),
    });
    await watchdog.deliver(update('2026-11-03T09:00:00Z', 'Disabled'));
    expect(await origins()).toEqual([['baseline', 'resolved']]);
    await watchdog.deliver(update('2026-11-03T10:00:00Z', 'Enabled'));
    expect(await origins()).toEqual([['change', 'open']]);
  });
  test('of a type that this version does not know is left alone', async () => {
    expect(await service().read({ ...message, type: 'sagemaker/quantum-computer' })).toEqual({ kind: 'unwatched' });
  });
});
