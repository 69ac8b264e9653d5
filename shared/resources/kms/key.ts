import * as z from 'zod';
import { tagEntries, tagMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes, unset, type Reading } from '../../core/resource-type.ts';
import { textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';

/** The ARN of the key that a record says it is about: it stands there even where the caller named an alias. */
const arnIn = ({ resources }: TrailRecord): string | undefined =>
  resources
    ?.map((resource) => textOf(resource['ARN']) ?? textOf(resource['arn']))
    .find((arn) => arn?.includes(':key/'));

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
    policy: unset(z.string()),
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
      state: (request, { responseElements }) => ({
        keyManager: 'CUSTOMER',
        keyState: textOf(within(responseElements, 'keyMetadata', 'keyState')) ?? 'Enabled',
        keySpec: request['keySpec'] ?? request['customerMasterKeySpec'] ?? 'SYMMETRIC_DEFAULT',
        origin: request['origin'] ?? 'AWS_KMS',
        rotationEnabled: false,
        policy: request['policy'],
        tags: request['tags'],
      }),
    },
    EnableKey: customers(() => ({ keyState: 'Enabled' })),
    DisableKey: customers(() => ({ keyState: 'Disabled' })),
    ScheduleKeyDeletion: customers(() => ({ keyState: 'PendingDeletion' })),
    // A key whose deletion was cancelled stays disabled until somebody enables it.
    CancelKeyDeletion: customers(() => ({ keyState: 'Disabled' })),
    EnableKeyRotation: customers(() => ({ rotationEnabled: true })),
    DisableKeyRotation: customers(() => ({ rotationEnabled: false })),
    PutKeyPolicy: customers(({ policy }) => ({ policy })),
    TagResource: customers(({ tags }) => ({ '+tags': tagEntries(tags) })),
    UntagResource: customers(({ tagKeys }) => ({
      '+tags': Object.fromEntries((Array.isArray(tagKeys) ? tagKeys : []).map((key) => [String(key), null])),
    })),
    DeleteKey: {
      effect: 'delete',
      of: (_, record) => arnIn(record) ?? textOf(within(record.serviceEventDetails, 'keyId')),
    },
  },
});
