import { describe, expect, test } from 'vitest';
import { stackAccess } from '../../../shared/adapters/aws/production/stack-access.ts';
import { stackStore } from '../../../shared/adapters/aws/production/stack-store.ts';
import { publishConfiguration, publishedConfiguration } from '../../../shared/app/service/published-configuration.ts';
import { sdkClientOf, fakeDynamo } from '../dynamo/fake-dynamo.ts';
import { awsFailure, fakeStage, storeParametersOf, type Asked } from './fake-stage.ts';

const timing = { clock: { now: () => Date.parse('2026-11-02T12:00:00Z') }, sleep: async () => {} };
const answering = (dynamo: (asked: Asked) => object) =>
  fakeStage((asked) => (asked.service === 'ssm' ? storeParametersOf() : dynamo(asked)));
const failing = (error: Error) =>
  answering(() => {
    throw error;
  });

test('the store is where the parameters of the stage say, with the credentials of whoever asks', async () => {
  const client = sdkClientOf(fakeDynamo().handle);
  const { asked } = answering(() => ({}));
  const access = stackAccess(
    { stage: 'prod', profile: 'audit' },
    async (service, options) => {
      expect(options).toMatchObject({ profile: 'audit', region: 'eu-central-1' });
      return service === 'ssm' ? { send: async () => storeParametersOf('restored') } : client;
    },
    async () => 'eu-central-1',
  );
  const store = await stackStore(access, timing);
  await publishConfiguration(store, { text: 'a', document: {}, at: 0, by: 'alice', commit: 'abc' });
  expect(await publishedConfiguration(store)).toEqual({
    version: 1,
    text: 'a',
    document: {},
    at: 0,
    by: 'alice',
    commit: 'abc',
  });
  expect(asked).toEqual([]);
});

describe('what people can mend is told with the next step', () => {
  test.each([
    [
      'no such stage',
      fakeStage(() => ({ Parameters: [] })),
      'there is none in eu-central-1 (no parameter /sagewatch/prod/store/table); name the Region',
    ],
    [
      'the table is gone',
      failing(awsFailure('ResourceNotFoundException')),
      'set the parameter /sagewatch/prod/store/table',
    ],
    [
      'denied',
      failing(awsFailure('AccessDeniedException', 'no')),
      'stack prod in eu-central-1: the permission dynamodb:BatchGetItem is missing',
    ],
    [
      'denied the key',
      failing(awsFailure('AccessDeniedException', 'User: x is not authorized to perform: kms:Decrypt on the key')),
      'the permission kms:Decrypt is missing',
    ],
    ['no credentials', failing(awsFailure('CredentialsProviderError', 'none')), 'name a profile with --profile'],
    ['expired credentials', failing(awsFailure('ExpiredTokenException')), 'log in again'],
  ])('%s', async (_, { access }, expected) => {
    const asking = (async () => (await stackStore(access, timing)).checkpoint('x'))();
    await expect(asking).rejects.toThrow(expected);
    await expect(asking).rejects.toMatchObject({ name: 'SourceError' });
  });
  test('a name that no stage can have', () => {
    expect(() => stackAccess({ stage: 'Prod-1' })).toThrow('no stage is called so');
  });
});

test('what the store itself knows to handle reaches it as AWS says it', async () => {
  let asks = 0;
  const { access } = answering(({ operation }) => {
    if (operation !== 'BatchGetItem' && asks++ === 0) throw awsFailure('ThrottlingException');
    return {};
  });
  const store = await stackStore(access, timing);
  // A write that is throttled is tried again by the store: were it told to people, it would not be.
  const batch = await store.begin([]);
  expect(
    await batch.commit({
      changes: [],
      known: [],
      findings: [],
      retold: [],
      snapshots: [],
      transitions: [],
      references: [],
      quarantined: [],
      latest: undefined,
      checkpoints: { a: 'b' },
    }),
  ).toBe(true);
  expect(asks).toBe(2);
});
