import { describe, expect, test } from 'vitest';
import { doctorFacts } from '../../../shared/adapters/aws/doctor/doctor.ts';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { assess } from '../../../shared/app/assess.ts';
import { intake } from '../../../shared/app/intake.ts';
import { diagnose } from '../../../shared/app/service/doctor.ts';
import { controls, resourceTypes } from '../../../shared/catalogue.ts';
import { catalogueOf } from '../../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import type { Store } from '../../../shared/ports.ts';
import { record } from '../../fixtures/record.ts';
import { awsFailure, fakeStage, storeParametersOf, type Asked } from './fake-stage.ts';

const now = Date.parse('2026-11-02T12:00:00Z');
const clock = { now: () => now };
const key = 'arn:aws:kms:eu-central-1:111122223333:key/k';

/** A store that has heard of the canary, and of no silence. */
const storeWithCanary = async (): Promise<Store> => {
  const store = sqliteStore(':memory:');
  const catalogue = catalogueOf(resourceTypes, controls, defaultConfiguration);
  const taken = intake(
    record({
      eventSource: 'kms.amazonaws.com',
      eventName: 'TagResource',
      eventTime: '2026-11-02T11:30:00Z',
      requestParameters: { keyId: key, tags: [{ tagKey: 'sagewatch:canary', tagValue: '1' }] },
      resources: [{ ARN: key, type: 'AWS::KMS::Key' }],
    }),
    catalogue,
  );
  if (!('event' in taken)) throw new Error('the canary is an event');
  const saved = { state: () => undefined };
  const looked = { 'silent sources': '[]' };
  await assess([taken.event], [], { store, clock, saved, catalogue, configuration: defaultConfiguration }, looked);
  return store;
};

const trails = [
  {
    Name: 'org',
    TrailARN: 'arn:aws:cloudtrail:us-east-1:999999999999:trail/org',
    HomeRegion: 'us-east-1',
    IsMultiRegionTrail: true,
    LogFileValidationEnabled: true,
  },
];
const rule = (name: string) => ({
  ResourceType: 'AWS::Events::Rule',
  PhysicalResourceId: name,
  ResourceStatus: 'CREATE_COMPLETE',
});
const stack = (name: string, region: string) => ({
  Stacks: [
    {
      StackId: `arn:aws:cloudformation:${region}:111122223333:stack/${name}/1`,
      StackStatus: 'CREATE_COMPLETE',
      CreationTime: new Date(0),
      Parameters: [{ ParameterKey: 'WatchedRegions', ParameterValue: 'eu-central-1,us-east-1' }],
    },
  ],
});

/** AWS as it answers for a stage that is well. */
const answers: Readonly<Record<string, (asked: Asked) => object>> = {
  GetParameters: () => storeParametersOf('t', key),
  DescribeParameters: () => ({ Parameters: [{ Name: '/sagewatch/prod/slack-webhook' }] }),
  DescribeStacks: ({ input, region }) => stack(input['StackName'] as string, region),
  ListStackResources: ({ input, region }) => {
    if (region !== 'eu-central-1') return { StackResourceSummaries: [rule('sagewatch-prod-iam')] };
    return input['NextToken'] === undefined
      ? { StackResourceSummaries: [rule('sagewatch-prod-kms')], NextToken: 'more' }
      : {
          StackResourceSummaries: [
            rule('sagewatch-prod|sagewatch-prod-forwarded'),
            { ResourceType: 'AWS::SQS::Queue' },
          ],
        };
  },
  ListRules: ({ input, region }) => {
    if (region !== 'eu-central-1') return { Rules: [{ Name: 'sagewatch-prod-iam', State: 'ENABLED' }] };
    const Name = input['EventBusName'] === 'default' ? 'sagewatch-prod-kms' : 'sagewatch-prod-forwarded';
    return { Rules: [{ Name, State: 'ENABLED' }] };
  },
  DescribeTrails: () => ({ trailList: trails }),
  GetTrailStatus: () => ({ IsLogging: true }),
  GetEventSelectors: () => ({
    EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All', ExcludeManagementEventSources: [] }],
  }),
  ListEmailIdentities: () => ({
    EmailIdentities: [{ IdentityName: 'example.com', SendingEnabled: true, VerificationStatus: 'SUCCESS' }],
  }),
  GetAccount: () => ({ ProductionAccessEnabled: true }),
  ListSubscriptionsByTopic: () => ({
    Subscriptions: [{ SubscriptionArn: 'arn:aws:sns:eu-central-1:1:t:1' }, { SubscriptionArn: 'PendingConfirmation' }],
  }),
  GetQueueUrl: ({ input }) => ({ QueueUrl: `https://${input['QueueName'] as string}` }),
  GetQueueAttributes: () => ({
    Attributes: { ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' },
  }),
};
const looked = async (changed: Readonly<Record<string, (asked: Asked) => object>> = {}, store = storeWithCanary) => {
  const { access, asked } = fakeStage((each) => {
    const answer = (changed[each.operation] ?? answers[each.operation])!;
    return answer(each);
  });
  const facts = await doctorFacts(access, store, clock);
  const lines = diagnose(facts);
  return {
    facts,
    asked,
    of: (id: string) => lines.find((each) => each.id === id),
    wrong: lines.filter(({ status }) => status !== 'pass').map(({ id }) => id),
  };
};
const throwing = (error: Error) => () => {
  throw error;
};

test('a stage that is well', async () => {
  const { wrong, asked, facts } = await looked();
  expect(wrong).toEqual([]);
  expect(facts.canary).toEqual({ kind: 'told', value: Date.parse('2026-11-02T11:30:00Z') });
  // A trail is asked about where it is at home, under the name that is its own everywhere.
  expect(asked.filter(({ operation }) => operation === 'GetTrailStatus')).toMatchObject([
    { region: 'us-east-1', input: { Name: trails[0]?.TrailARN } },
  ]);
  expect(asked.find(({ operation }) => operation === 'ListSubscriptionsByTopic')?.input['TopicArn']).toBe(
    'arn:aws:sns:eu-central-1:111122223333:sagewatch-prod-findings',
  );
});

describe('what is not', () => {
  test.each<[string, Readonly<Record<string, (asked: Asked) => object>>, string[]]>([
    ['a stopped trail', { GetTrailStatus: () => ({ IsLogging: false }) }, ['trail', 'trail validation']],
    [
      'a trail that leaves KMS out',
      {
        GetEventSelectors: () => ({
          EventSelectors: [
            {
              IncludeManagementEvents: true,
              ReadWriteType: 'All',
              ExcludeManagementEventSources: ['kms.amazonaws.com'],
            },
          ],
        }),
      },
      ['trail'],
    ],
    [
      'a Region that does not forward',
      {
        DescribeStacks: (asked) =>
          asked.region === 'us-east-1'
            ? throwing(awsFailure('ValidationError', 'it does not exist'))()
            : answers['DescribeStacks']!(asked),
      },
      ['forwarder us-east-1'],
    ],
    [
      'a disabled rule',
      {
        ListRules: (asked) =>
          asked.region === 'us-east-1'
            ? { Rules: [{ Name: 'sagewatch-prod-iam', State: 'DISABLED' }] }
            : answers['ListRules']!(asked),
      },
      ['rules us-east-1'],
    ],
    [
      'a bus that is gone',
      {
        ListRules: (asked) =>
          asked.input['EventBusName'] === 'default'
            ? answers['ListRules']!(asked)
            : throwing(awsFailure('ResourceNotFoundException'))(),
      },
      ['rules eu-central-1'],
    ],
    [
      'a topic that is gone',
      { ListSubscriptionsByTopic: throwing(awsFailure('NotFoundException')) },
      ['topic of findings', 'topic of operations'],
    ],
    [
      'a dead letter, just held by somebody',
      {
        GetQueueAttributes: ({ input }) => ({
          Attributes: {
            ApproximateNumberOfMessagesNotVisible: String(input['QueueUrl']).endsWith('messages-dlq') ? '1' : '0',
          },
        }),
      },
      ['queue sagewatch-prod-messages-dlq eu-central-1'],
    ],
  ])('%s', async (_, changed, expected) => {
    expect((await looked(changed)).wrong).toEqual(expected);
  });
});

describe('what may not be asked is unknown, and everything else is still told', () => {
  const denied = throwing(awsFailure('AccessDeniedException', 'no'));
  test.each([
    ['DescribeTrails', ['trail', 'trail validation'], 'cloudtrail:DescribeTrails'],
    ['GetTrailStatus', ['trail'], 'cloudtrail:GetTrailStatus'],
    ['ListRules', ['rules eu-central-1', 'rules us-east-1'], 'events:ListRules'],
    ['ListEmailIdentities', ['mail'], 'ses:ListEmailIdentities'],
    ['GetAccount', [], ''],
    ['DescribeParameters', ['Slack'], 'ssm:DescribeParameters'],
  ])('%s', async (operation, expected, permission) => {
    const { wrong, of } = await looked({ [operation]: denied });
    expect(wrong).toEqual(expected);
    for (const id of expected) {
      expect(of(id)?.status).toBe('unknown');
      expect(of(id)?.text).toContain(`the permission ${permission} is missing`);
    }
  });
  test('the store', async () => {
    const { wrong, of } = await looked({}, async () => Promise.reject(new Error('no table')));
    expect(wrong).toEqual(['canary', 'sources', 'reads', 'quarantine']);
    expect(of('canary')).toMatchObject({ status: 'unknown', text: expect.stringContaining('no table') as string });
  });
});

test('without credentials there is nothing to tell', async () => {
  await expect(looked({ DescribeStacks: throwing(awsFailure('CredentialsProviderError')) })).rejects.toThrow(
    'no AWS credentials',
  );
});
