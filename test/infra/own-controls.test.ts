import { describe, expect, test } from 'vitest';
import { recordedCalls } from './recorded.ts';
import type { Resolved } from './resolved.ts';
import { said } from './said.ts';
import { account, forwarder, home, homeStack, member, propertiesIn, store } from './stacks.ts';

describe('Sagewatch finds nothing above low in', () => {
  test.each([
    ['the store', store(), { account, region: home }],
    ['the home stack', homeStack(), { account, region: home }],
    ['the home stack of a single account', homeStack({ parameters: { Organization: '' } }), { account, region: home }],
    ['a forwarder', forwarder('eu-west-1'), { account: member, region: 'eu-west-1' }],
    ['a forwarder with a reader', forwarder('us-east-1'), { account: member, region: 'us-east-1' }],
  ])('%s', async (_, stack, place) => {
    const { findings, known } = await said(recordedCalls(stack, place));
    expect(findings).toEqual([]);
    const types = new Set([
      'AWS::DynamoDB::Table',
      'AWS::Events::EventBus',
      'AWS::Events::Rule',
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::Role',
      'AWS::KMS::Key',
      'AWS::Lambda::Function',
      'AWS::SNS::Topic',
      'AWS::SQS::Queue',
    ]);
    for (const { type, name, arn } of Object.values(stack).filter(({ type: each }) => types.has(each))) {
      expect(
        known.some((each) => each === arn || each.endsWith(`/${name}`)),
        `${type} ${name}`,
      ).toBe(true);
    }
  });
});

const whole = { ...store(), ...homeStack() };
const everybody = (Action: string, Resource: unknown = '*') => ({ Effect: 'Allow', Principal: '*', Action, Resource });
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

/** The whole stack, with one property as somebody might write it. */
const written = (id: string, property: string, value: unknown): Resolved => {
  const properties = { ...propertiesIn(whole, id), [property]: value };
  return { ...whole, [id]: { ...whole[id]!, properties } };
};

describe('but it does where', () => {
  test.each([
    [
      'anybody may take a role',
      written(
        'WorkRole',
        'AssumeRolePolicyDocument',
        policy({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }),
      ),
    ],
    [
      'a policy gives everything',
      written('WorkPolicy', 'PolicyDocument', policy({ Effect: 'Allow', Action: '*', Resource: '*' })),
    ],
    ['anybody may use the key', written('StoreKey', 'KeyPolicy', policy(everybody('kms:*')))],
    [
      'anybody may put events on the bus',
      written('OrganizationMayForward', 'Statement', everybody('events:PutEvents', whole['Bus']?.arn)),
    ],
    [
      'anybody may send to a queue',
      written('EventsQueuePolicy', 'PolicyDocument', policy(everybody('sqs:SendMessage'))),
    ],
    ['a queue keeps nothing that fails', written('EventsQueue', 'RedrivePolicy', undefined)],
    ['anybody may publish', written('FindingsTopicPolicy', 'PolicyDocument', policy(everybody('sns:Publish')))],
    ['the table may be deleted', written('Store', 'DeletionProtectionEnabled', false)],
    [
      'the table cannot be put back',
      written('Store', 'PointInTimeRecoverySpecification', { PointInTimeRecoveryEnabled: false }),
    ],
    ['a schedule is off', written('SweepSchedule', 'State', 'DISABLED')],
    ['a rule is off', written('KmsRule', 'State', 'DISABLED')],
  ])('%s', async (_, stack) => {
    const { findings } = await said(recordedCalls(stack, { account, region: home }));
    expect(findings.length).toBeGreaterThan(0);
  });
});
