import { describe, expect, test } from 'vitest';
import { record } from '../../fixtures/record.ts';
import { service } from './service.ts';

const arn = 'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/exploration';
const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const event = (detail: object, more: object = {}) => ({
  version: '0',
  id: 'e',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.sagemaker',
  account: '111122223333',
  region: 'eu-central-1',
  detail,
  ...more,
});
const create = (request: object = {}) =>
  event(
    record({
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'CreateNotebookInstance',
      requestParameters: {
        notebookInstanceName: 'exploration',
        roleArn: 'arn:aws:iam::111122223333:role/notebook',
        // Left out, it is the platform of the day, which only a read tells.
        platformIdentifier: 'notebook-al2023-v1',
        ...request,
      },
    }),
  );
const update = event(
  record({
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'UpdateNotebookInstance',
    requestParameters: { notebookInstanceName: 'exploration', rootAccess: 'Enabled' },
  }),
);

describe('one delivered event', () => {
  test('is judged at once by what it states', async () => {
    const { deliver, findings } = service();
    await deliver(create());
    expect((await findings()).map(({ controlId }) => controlId)).toContain('sagemaker/notebook-root-access');
  });
  test('is named with all that comes of it', async () => {
    const { deliver, judged } = service();
    const { eventId } = await deliver(create());
    expect(eventId).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(judged.map((each) => each.eventId))).toEqual(new Set([eventId]));
  });
  test('asks for the read of what it leaves open, and of nothing else', async () => {
    const { deliver, take } = service();
    await deliver(create({ kmsKeyId: keyArn }));
    expect(take().map(({ message }) => message)).toContainEqual({
      kind: 'read',
      type: 'kms/key',
      arn: keyArn,
      account: '111122223333',
      region: 'eu-central-1',
      attempt: 0,
      depth: 0,
    });
    await deliver(update);
    expect(take().every(({ message }) => message.kind === 'read' && message.arn !== arn)).toBe(true);
  });
  test('asks for what was never seen of the resource itself', async () => {
    const { deliver, take } = service();
    await deliver(update);
    expect(take().map(({ message }) => message)).toContainEqual(expect.objectContaining({ arn }));
  });
  test('asks later where SageMaker is still at work, and at once where it says that something changed', async () => {
    const { deliver, take } = service();
    await deliver(
      event(
        record({
          eventSource: 'sagemaker.amazonaws.com',
          eventName: 'DeleteNotebookInstance',
          requestParameters: { notebookInstanceName: 'exploration' },
        }),
      ),
    );
    expect(take()).toContainEqual({ message: expect.objectContaining({ arn }), delay: 600_000 });
    await deliver({
      ...event({ NotebookInstanceArn: arn, NotebookInstanceName: 'exploration', NotebookInstanceStatus: 'InService' }),
      id: '11111111-2222-4333-8444-555555555555',
      'detail-type': 'SageMaker Notebook Instance State Change',
      time: '2026-11-02T09:10:00Z',
    });
    expect(take()).toContainEqual({ message: expect.objectContaining({ arn }), delay: 0 });
  });
  test('is quarantined where it cannot be read: it never comes again', async () => {
    const { deliver, store } = service();
    for (const body of ['{', '"text"', '{"detail":{"eventID":7},"detail-type":"x"}']) {
      expect(await deliver(body)).toMatchObject({ quarantined: 1 });
    }
    const kept = [];
    for await (const { file, text } of store.quarantined()) kept.push([file, text]);
    expect(kept).toHaveLength(3);
    expect(kept[0]).toEqual(['queue m-1', '{']);
  });
  test('delivered again it changes nothing, but asks once more for what may never have been asked', async () => {
    const { deliver, take, failSends } = service();
    const created = create({ kmsKeyId: keyArn });
    failSends(1);
    await expect(deliver(created)).rejects.toThrow('the queue is not there');
    expect(await deliver(created)).toMatchObject({ duplicates: 1, transitions: [] });
    const asked = take().map(({ message }) => (message.kind === 'read' ? message.arn : ''));
    expect(asked).toEqual(expect.arrayContaining([arn, keyArn]));
  });
  describe('by a role of our own', () => {
    const canary = 'sagewatch-prod-eu-central-1-canary';
    const by = (role: string, account = '111122223333') => ({
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${account}:assumed-role/${role}/${role}`,
        accountId: account,
        sessionContext: {
          sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/${role}`, userName: role },
        },
      },
    });
    const tag = (role: string, eventID: string) =>
      event(
        record({
          eventSource: 'iam.amazonaws.com',
          eventName: 'TagRole',
          awsRegion: 'us-east-1',
          requestParameters: { roleName: canary, tags: [{ key: 'sagewatch:canary', value: '1' }] },
          eventID,
          ...by(role),
        }),
      );
    const tagKey = (role: string) =>
      event(
        record({
          eventSource: 'kms.amazonaws.com',
          eventName: 'TagResource',
          requestParameters: { keyId: keyArn, tags: [{ tagKey: 'sagewatch:canary', tagValue: '1' }] },
          resources: [{ accountId: '111122223333', type: 'AWS::KMS::Key', ARN: keyArn }],
          ...by(role),
        }),
      );
    test('is recorded and asks for no read, delivered once or twice', async () => {
      const { deliver, take, store } = service();
      const tagged = tag(canary, '22222222-0000-4000-8000-000000000001');
      expect(await deliver(tagged)).toMatchObject({ duplicates: 0, quarantined: 0 });
      expect(await deliver(tagged)).toMatchObject({ duplicates: 1, transitions: [] });
      expect(await deliver(tagKey(canary))).toMatchObject({ duplicates: 0 });
      expect(take()).toEqual([]);
      expect((await store.resources(canary)).map(({ resource }) => resource.name)).toEqual([canary]);
    });
    test('is what others are asked about for', async () => {
      const { deliver, take } = service();
      await deliver(tag('ml-engineer', '22222222-0000-4000-8000-000000000002'));
      await deliver(tagKey('sagewatch-prod-eu-central-1'));
      expect(take().map(({ message }) => message)).toEqual([
        expect.objectContaining({ type: 'iam/role' }),
        expect.objectContaining({ type: 'kms/key' }),
      ]);
    });
    test('is judged like what anybody does', async () => {
      const { deliver, take, findings } = service();
      await deliver(
        event(
          record({
            eventSource: 'iam.amazonaws.com',
            eventName: 'AttachRolePolicy',
            awsRegion: 'us-east-1',
            requestParameters: { roleName: 'ml', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
            ...by(canary),
          }),
        ),
      );
      expect((await findings()).map(({ controlId }) => controlId)).toContain('iam/administrator-policy-attachment');
      expect(take()).toEqual([]);
    });
  });
  test('a failed call and a record of no control ask for nothing', async () => {
    const { deliver, take } = service();
    await deliver(
      event(
        record({
          eventSource: 'sagemaker.amazonaws.com',
          eventName: 'CreateNotebookInstance',
          errorCode: 'AccessDenied',
          requestParameters: null,
        }),
      ),
    );
    await deliver(event(record({ eventSource: 'sagemaker.amazonaws.com', eventName: 'ListModels' })));
    expect(take()).toEqual([]);
  });
});
