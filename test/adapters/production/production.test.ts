import { describe, expect, test } from 'vitest';
import { callerOf } from '../../../shared/adapters/aws/production/caller.ts';
import { homeStack } from '../../../shared/adapters/aws/production/home-stack.ts';
import { keptSecrets, setSecret } from '../../../shared/adapters/aws/production/secrets.ts';
import { workQueue } from '../../../shared/adapters/aws/production/work-queue.ts';
import { awsFailure, fakeStage, storeParametersOf } from './fake-stage.ts';

const list = { kind: 'list' as const, type: 'iam/role', account: '111122223333', region: 'us-east-1', sweep: 's' };

describe('the stack of a stage', () => {
  const stack = {
    StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/sagewatch-prod/1',
    StackStatus: 'UPDATE_COMPLETE',
    CreationTime: new Date(5),
    Parameters: [{ ParameterKey: 'WatchedRegions', ParameterValue: 'us-east-1,eu-central-1' }],
  };
  test('tells where it watches, and for whom', async () => {
    const { access, asked } = fakeStage(() => ({ Stacks: [stack] }));
    expect(await homeStack(access)).toMatchObject({
      account: '111122223333',
      region: 'eu-central-1',
      regions: ['eu-central-1', 'us-east-1'],
      organization: '',
      createdAt: 5,
    });
    expect(asked[0]?.input).toEqual({ StackName: 'sagewatch-prod' });
  });
  test('that is not there', async () => {
    const { access } = fakeStage(() => {
      throw awsFailure('ValidationError', 'Stack with id sagewatch-prod does not exist');
    });
    await expect(homeStack(access)).rejects.toThrow('npm run deploy -- --stage prod');
  });
});

describe('the queue of work', () => {
  test('takes what is to be listed', async () => {
    const { access, asked } = fakeStage(({ operation }) =>
      operation === 'GetQueueUrl' ? { QueueUrl: 'https://q' } : {},
    );
    await (await workQueue(access)).send([list]);
    expect(asked.map(({ operation }) => operation)).toEqual(['GetQueueUrl', 'SendMessageBatch']);
    expect(asked[0]?.input).toEqual({ QueueName: 'sagewatch-prod-work' });
    expect(JSON.parse(asked[1]?.input['Entries'][0].MessageBody as string)).toEqual(list);
  });
  test.each(['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'])('that is not there: %s', async (name) => {
    const { access } = fakeStage(() => {
      throw awsFailure(name);
    });
    await expect(workQueue(access)).rejects.toThrow('there is no queue sagewatch-prod-work in eu-central-1');
  });
});

describe('secrets', () => {
  test('are kept encrypted with the key of the stage', async () => {
    const { access, asked } = fakeStage(({ operation }) =>
      operation === 'PutParameter' ? { Version: 2 } : storeParametersOf('t', 'k'),
    );
    expect(await setSecret(access, 'slack-token', 'xoxb-1')).toBe(2);
    expect(asked.at(-1)?.input).toEqual({
      Name: '/sagewatch/prod/slack-token',
      Value: 'xoxb-1',
      Type: 'SecureString',
      KeyId: 'k',
      Overwrite: true,
    });
  });
  test('are listed page by page without being read', async () => {
    const { access, asked } = fakeStage(({ input }) =>
      input['NextToken'] === undefined
        ? { Parameters: [], NextToken: 'more' }
        : {
            Parameters: [
              { Name: '/sagewatch/prod/slack-webhook-web', Version: 1 },
              { Name: '/sagewatch/prod/slack-webhook-ml', Version: 1 },
              { Name: '/sagewatch/prod/slack-webhooks', Version: 1 },
              { Name: '/sagewatch/prod/slack-token', Version: 3, LastModifiedDate: new Date(7) },
            ],
          },
    );
    expect(await keptSecrets(access)).toEqual([
      { name: 'slack-webhook', set: undefined },
      { name: 'slack-token', set: { at: 7, by: undefined, version: 3 } },
      { name: 'slack-webhook-ml', set: { at: undefined, by: undefined, version: 1 } },
      { name: 'slack-webhook-web', set: { at: undefined, by: undefined, version: 1 } },
    ]);
    expect(asked[0]?.input['ParameterFilters']).toEqual([
      {
        Key: 'Name',
        Option: 'BeginsWith',
        Values: ['/sagewatch/prod/slack-webhook', '/sagewatch/prod/slack-token'],
      },
    ]);
    expect(new Set(asked.map(({ operation }) => operation))).toEqual(new Set(['DescribeParameters']));
  });
});

test('who asks is whoever the credentials are of', async () => {
  const { access } = fakeStage(() => ({ Arn: 'arn:aws:iam::111122223333:user/alice', Account: '111122223333' }));
  expect(await callerOf(access)).toEqual({ arn: 'arn:aws:iam::111122223333:user/alice', account: '111122223333' });
});
