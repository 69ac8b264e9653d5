import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import { logicalId, ruleResource, wholeDelivery } from './delivery-rules.ts';
import { readerPolicies, readerPolicyIds } from './reader-policies.ts';

const sub = (text: string, values?: object): object => ({ 'Fn::Sub': values ? [text, values] : text });
const ref = (name: string): object => ({ Ref: name });
const arnOf = (name: string): object => ({ 'Fn::GetAtt': [name, 'Arn'] });
const has = (parameter: string): object => ({ 'Fn::Not': [{ 'Fn::Equals': [ref(parameter), ''] }] });

const document = (...statements: readonly object[]): object => ({ Version: '2012-10-17', Statement: statements });

const Tags = [{ Key: 'sagewatch', Value: ref('Stage') }];

/** The rules of this stack, and no others, may have the role or leave something in the queue. */
const ownRules = {
  StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
  ArnLike: {
    'aws:SourceArn': sub('arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/sagewatch-${Stage}-*'),
  },
};

const parameters = {
  Stage: {
    Type: 'String',
    AllowedPattern: '^[a-z][a-z0-9]{0,19}$',
    Description: 'The stage of Sagewatch that this forwards to: prod',
  },
  HubBusArn: {
    Type: 'String',
    AllowedPattern: '^arn:[a-z-]+:events:[a-z0-9-]+:[0-9]{12}:event-bus/sagewatch-[a-z0-9]+$',
    Description: 'The event bus of that stage',
  },
  HubAccount: {
    Type: 'String',
    AllowedPattern: '^[0-9]{12}$',
    Description: 'The account that it runs in',
  },
  OrganizationId: {
    Type: 'String',
    Default: '',
    AllowedPattern: '^(o-[a-z0-9]{10,32})?$',
    Description: 'The organization of this account; empty where there is none',
  },
  GlobalRegion: {
    Type: 'String',
    Default: 'us-east-1',
    Description: 'Where global services write their records: us-gov-west-1 in GovCloud, cn-north-1 in China',
  },
};

const conditions = {
  HasOrganization: has('OrganizationId'),
  IsGlobalRegion: { 'Fn::Equals': [ref('AWS::Region'), ref('GlobalRegion')] },
  // The hub reads its own account by itself; roles are the same in all Regions, so one of them has it.
  HasReader: {
    'Fn::And': [
      { Condition: 'IsGlobalRegion' },
      { 'Fn::Not': [{ 'Fn::Equals': [ref('AWS::AccountId'), ref('HubAccount')] }] },
    ],
  },
};

const forwarding = {
  ForwardRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: sub('sagewatch-${Stage}-${AWS::Region}-forward'),
      Description: 'Forwards what Sagewatch watches to its event bus',
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: ownRules,
      }),
      ManagedPolicyArns: [ref('ForwardPolicy')],
      Tags,
    },
  },
  ForwardPolicy: {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      PolicyDocument: document({ Effect: 'Allow', Action: 'events:PutEvents', Resource: ref('HubBusArn') }),
    },
  },
  // What could not be forwarded. Nothing is lost for good: the hourly job of the hub finds what never came.
  DeadLetters: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: sub('sagewatch-${Stage}-forwarder-dlq'),
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1_209_600,
      RedriveAllowPolicy: { redrivePermission: 'denyAll' },
      Tags,
    },
  },
  DeadLettersPolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [ref('DeadLetters')],
      PolicyDocument: document(
        {
          Sid: 'EncryptedOnly',
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Sid: 'OwnRules',
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arnOf('DeadLetters'),
          Condition: ownRules,
        },
      ),
    },
  },
};

/** By its ARN and not as a principal: a role that is made anew under its name would be another principal. */
const hubReads = {
  Effect: 'Allow',
  Principal: { AWS: sub('arn:${AWS::Partition}:iam::${HubAccount}:root') },
  Action: 'sts:AssumeRole',
  Condition: {
    ArnEquals: {
      'aws:PrincipalArn': sub('arn:${AWS::Partition}:iam::${HubAccount}:role/sagewatch-${Stage}-${HubRegion}-work', {
        HubRegion: { 'Fn::Select': [3, { 'Fn::Split': [':', ref('HubBusArn')] }] },
      }),
    },
    StringEquals: {
      'Fn::If': ['HasOrganization', { 'aws:PrincipalOrgID': ref('OrganizationId') }, ref('AWS::NoValue')],
    },
  },
};

const reader = (permissions: readonly { Resource: unknown }[]): object => ({
  Reader: {
    Type: 'AWS::IAM::Role',
    Condition: 'HasReader',
    Properties: {
      RoleName: sub('sagewatch-${Stage}-reader'),
      Description: 'Lets Sagewatch ask what is configured here; it can change nothing and reads no data',
      AssumeRolePolicyDocument: document(hubReads),
      ManagedPolicyArns: readerPolicyIds.map(ref),
      Tags,
    },
  },
  ...readerPolicies(permissions, 'HasReader'),
});

const rules = (): object =>
  Object.fromEntries(
    wholeDelivery().map((rule) => [
      logicalId(rule),
      ruleResource(rule, {
        nameOf: (rest) => sub(`sagewatch-\${Stage}-${rest}`),
        stage: ref('Stage'),
        target: {
          Id: 'hub',
          Arn: ref('HubBusArn'),
          RoleArn: arnOf('ForwardRole'),
          DeadLetterConfig: { Arn: arnOf('DeadLetters') },
        },
      }),
    ]),
  );

const onOneLine = new Set(['EventPattern', 'Tags', 'RetryPolicy', 'DeadLetterConfig']);

/** Small things on a line of their own: StackSets and the API take 51,200 bytes as text. */
const compact = (yaml: Document): string => {
  visit(yaml, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || !(isMap(value) || isSeq(value))) return;
      const isFunction = String(key.value).startsWith('Fn::') || (isMap(value) && value.items.length === 1);
      if (isFunction || onOneLine.has(String(key.value))) value.flow = true;
    },
  });
  return yaml.toString({ lineWidth: 0, flowCollectionPadding: true });
};

/**
 * The text of the template that forwards from another Region or account: rules, a role for them, a queue for what fails,
 * and the role by which the hub reads. One file without code, fit for a StackSet.
 */
export const forwarderText = (readerPermissions: string): string => {
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Sagewatch - forwards what is watched to where it is judged, and lets the hub read',
    Parameters: parameters,
    Conditions: conditions,
    Resources: {
      ...forwarding,
      ...reader(JSON.parse(readerPermissions) as { Resource: unknown }[]),
      ...rules(),
    },
    Outputs: { Stage: { Description: 'The stage that this forwards to', Value: ref('Stage') } },
  };
  // As YAML 1.1, which most readers of templates take it for: there, an unquoted 2012-10-17 is a date.
  const yaml = new Document(template, { aliasDuplicateObjects: false, version: '1.1' });
  yaml.commentBefore = ' Generated by `npm run generate`. Never edited.';
  return compact(yaml);
};
