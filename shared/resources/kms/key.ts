import * as z from 'zod';
import { hours } from '../../core/instant.ts';
import { tagEntries, tagMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes, type Reading } from '../../core/resource-type.ts';
import { membersOf, textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';

/** The ARN of the key that a record says it is about: it stands there even where the caller named an alias. */
const arnIn = ({ resources }: TrailRecord): string | undefined =>
  resources
    ?.map((resource) => textOf(resource['ARN']) ?? textOf(resource['arn']))
    .find((arn) => arn?.includes(':key/'));

/** Every key is made without rotation; whoever wants it switches it on in a second call. */
const rotationGrace = hours(24);

/** Rotation is a matter of symmetric keys that KMS made: it refuses both calls for any other. */
const rotation = (rotationEnabled: boolean): Members => ({
  keySpec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  rotationEnabled,
  rotationGraceUntil: null,
});

/** Only the keys that customers manage can be changed: whoever changed one has shown that it is theirs. */
const customers = (state: (request: Members, record: TrailRecord) => Members): Reading => ({
  effect: 'update',
  state: (request, record) => ({ keyManager: 'CUSTOMER', ...state(request, record) }),
});

export const kmsKey = defineResourceType({
  name: 'kms/key',
  cloudFormationType: 'AWS::KMS::Key',
  state: z.object({
    keyManager: z.enum(['CUSTOMER', 'AWS']),
    /** Enabled, Disabled, PendingDeletion, PendingImport, PendingReplicaDeletion, Unavailable, Creating, Updating. */
    keyState: z.string(),
    keySpec: z.string(),
    /** AWS_KMS, EXTERNAL, AWS_CLOUDHSM, EXTERNAL_KEY_STORE. */
    origin: z.string(),
    rotationEnabled: sometimes(z.boolean()),
    /** Until when a new key may be without rotation; null: no longer, somebody decided. */
    rotationGraceUntil: sometimes(z.number().nullable()),
    /** Null: the default policy, which leaves access to the account's own IAM policies. */
    policy: sometimes(z.string().nullable()),
    tags: tagMap(),
  }),
  nameOf: (request, record) =>
    arnIn(record) ?? textOf(within(record.responseElements, 'keyId')) ?? textOf(request['keyId']),
  arnOf: (name, { partition, region, account }) => `arn:${partition}:kms:${region}:${account}:key/${name}`,
  eventSource: 'kms.amazonaws.com',
  events: {
    CreateKey: {
      effect: 'create',
      of: (_, { responseElements }) => textOf(within(responseElements, 'keyMetadata', 'arn')),
      state: (request, { responseElements, eventTime }) => ({
        keyManager: 'CUSTOMER',
        keyState: textOf(within(responseElements, 'keyMetadata', 'keyState')) ?? 'Enabled',
        keySpec: request['keySpec'] ?? request['customerMasterKeySpec'] ?? 'SYMMETRIC_DEFAULT',
        origin: request['origin'] ?? 'AWS_KMS',
        rotationEnabled: false,
        rotationGraceUntil: Date.parse(eventTime) + rotationGrace,
        policy: policyText(request['policy']),
        tags: request['tags'],
      }),
    },
    EnableKey: customers(() => ({ keyState: 'Enabled' })),
    DisableKey: customers(() => ({ keyState: 'Disabled' })),
    ScheduleKeyDeletion: customers((_, { responseElements }) => ({
      keyState: textOf(within(responseElements, 'keyState')) ?? 'PendingDeletion',
    })),
    // A key whose deletion was cancelled stays disabled until somebody enables it.
    CancelKeyDeletion: customers(() => ({ keyState: 'Disabled' })),
    EnableKeyRotation: customers(() => rotation(true)),
    DisableKeyRotation: customers(() => rotation(false)),
    PutKeyPolicy: customers(({ policy }) => ({ policy: policyText(policy) })),
    TagResource: customers(({ tags }) => ({ '+tags': tagEntries(tags) })),
    UntagResource: customers(({ tagKeys }) => ({
      '+tags': Object.fromEntries((Array.isArray(tagKeys) ? tagKeys : []).map((key) => [String(key), null])),
    })),
    DeleteKey: {
      effect: 'delete',
      of: (_, record) => arnIn(record) ?? textOf(within(record.serviceEventDetails, 'keyId')),
    },
  },
  described: {
    by: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'],
    nameOf: (output) => textOf(within(output, 'KeyMetadata', 'Arn')) ?? textOf(within(output, 'KeyMetadata', 'KeyId')),
    state: (output) => {
      const { KeyManager, KeyState, KeySpec, CustomerMasterKeySpec, Origin, CreationDate } = membersOf(
        output['KeyMetadata'],
      );
      return {
        keyManager: KeyManager,
        keyState: KeyState,
        keySpec: KeySpec ?? CustomerMasterKeySpec,
        origin: Origin,
        rotationEnabled: output['KeyRotationEnabled'],
        rotationGraceUntil: graceAfter(CreationDate),
        policy: output['Policy'] === undefined ? undefined : policyText(output['Policy']),
        tags: output['Tags'],
      };
    },
  },
});

/** From a time in any form: a date, a text, or seconds since 1970. */
const graceAfter = (created: unknown): number | undefined => {
  const at =
    created instanceof Date
      ? created.getTime()
      : typeof created === 'number'
        ? created * 1000
        : Date.parse(textOf(created) ?? '');
  return Number.isNaN(at) ? undefined : at + rotationGrace;
};
