import * as z from 'zod';
import { defineResourceType, sometimes, type Reading } from '../../core/resource-type.ts';
import { membersOf, textOf, within, type Members } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { sourceIn, takerIn } from '../lambda/function.ts';
import { flag, isOwn, member, ofOwn, stated, touched } from '../own-stack.ts';

/** Tables go by name or ARN; streams and indexes have ARNs that go on behind their table's. */
const tableArn = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : (/^arn:[^:]+:dynamodb:[^:]+:\d{12}:table\/[^/]+/.exec(name)?.[0] ?? name);

const nameIn = ({ tableName, resourceArn }: Members): string | undefined =>
  tableArn(textOf(tableName) ?? textOf(resourceArn));

/** The key that encrypts it; null: AWS's own, where no key is asked for. Undefined: the call does not say. */
const keyIn = (request: Members): string | null | undefined => {
  const encryption = member(request, 'SSESpecification');
  if (encryption === undefined || encryption === null) return undefined;
  return flag(member(encryption, 'Enabled')) === false ? null : (textOf(member(encryption, 'KMSMasterKeyId')) ?? null);
};

const statedIn = (request: Members): Members =>
  stated({
    deletionProtection: flag(request['deletionProtectionEnabled']),
    streamEnabled: flag(within(request, 'streamSpecification', 'streamEnabled')),
    kmsKeyId: keyIn(request),
  });

/** A function that is none of ours reads its stream. */
const handedOver: Reading = {
  ...touched,
  of: (request, record) => tableArn(sourceIn(request, record)),
  concerns: (request, record) =>
    (sourceIn(request, record) ?? '').includes(':dynamodb:') && !isOwn(takerIn(request, record)),
};

/** What Sagewatch remembers: whether its stream wakes whoever tells of findings, and what keeps it from being lost. */
export const table = defineResourceType({
  name: 'dynamodb/table',
  cloudFormationType: 'AWS::DynamoDB::Table',
  state: z.object({
    deletionProtection: sometimes(z.boolean()),
    pointInTimeRecovery: sometimes(z.boolean()),
    streamEnabled: sometimes(z.boolean()),
    /** Null: no key of the account's encrypts it. */
    kmsKeyId: sometimes(z.string().nullable()),
  }),
  nameOf: nameIn,
  arnOf: (name, { partition, region, account }) => `arn:${partition}:dynamodb:${region}:${account}:table/${name}`,
  eventSource: 'dynamodb.amazonaws.com',
  events: ofOwn(nameIn, {
    CreateTable: {
      effect: 'create',
      state: (request) => ({
        deletionProtection: false,
        pointInTimeRecovery: false,
        streamEnabled: false,
        kmsKeyId: null,
        ...statedIn(request),
      }),
    },
    UpdateTable: { effect: 'update', state: statedIn },
    UpdateContinuousBackups: {
      effect: 'update',
      state: (request) =>
        stated({
          pointInTimeRecovery: flag(within(request, 'pointInTimeRecoverySpecification', 'pointInTimeRecoveryEnabled')),
        }),
    },
    UpdateTimeToLive: touched,
    PutResourcePolicy: touched,
    DeleteResourcePolicy: touched,
    DeleteTable: { effect: 'delete' },
    'lambda.amazonaws.com:CreateEventSourceMapping20150331': handedOver,
    'lambda.amazonaws.com:UpdateEventSourceMapping20150331': handedOver,
  }),
  described: {
    by: ['dynamodb:DescribeTable', 'dynamodb:DescribeContinuousBackups'],
    nameOf: (output) => {
      const arn = textOf(within(output, 'Table', 'TableArn'));
      return isOwn(arn) ? arn : undefined;
    },
    // A member that was never set, or was switched off, is left out.
    state: (output) => {
      const { DeletionProtectionEnabled, StreamSpecification, SSEDescription } = membersOf(output['Table']);
      const recovery = within(
        output,
        'ContinuousBackupsDescription',
        'PointInTimeRecoveryDescription',
        'PointInTimeRecoveryStatus',
      );
      return {
        deletionProtection: flag(DeletionProtectionEnabled) ?? false,
        streamEnabled: flag(within(StreamSpecification, 'StreamEnabled')) ?? false,
        kmsKeyId: textOf(within(SSEDescription, 'KMSMasterKeyArn')) ?? null,
        pointInTimeRecovery: recovery === undefined ? undefined : recovery === 'ENABLED',
      };
    },
  },
  references: { kmsKey: ({ kmsKeyId }) => referToKey(kmsKeyId) },
});
