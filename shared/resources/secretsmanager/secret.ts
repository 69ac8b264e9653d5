import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';
import { addsTags, takesTags } from '../tagging.ts';

/** The whole ARN, where the response tells it; else as the call names the secret: by its name or an ARN, whole or not. */
const nameIn = ({ secretId, name }: Members, { responseElements }: TrailRecord): string | undefined =>
  textOf(within(responseElements, 'aRN')) ??
  textOf(within(responseElements, 'arn')) ??
  textOf(within(responseElements, 'ARN')) ??
  textOf(secretId) ??
  textOf(name);

/** A deletion without recovery is one; any other only begins a time in which the secret can be restored. */
const isForced = ({ forceDeleteWithoutRecovery }: Members): boolean =>
  forceDeleteWithoutRecovery === true || forceDeleteWithoutRecovery === 'true';

/** A secret and who may read it, never what it says. */
export const secret = defineResourceType({
  name: 'secretsmanager/secret',
  cloudFormationType: 'AWS::SecretsManager::Secret',
  state: z.object({
    /** JSON; null: it has none. It is read apart, by GetResourcePolicy. */
    resourcePolicy: sometimes(z.string().nullable()),
    /** Until it is restored nobody can read it; after that it is gone. */
    deletionScheduled: sometimes(z.boolean()),
    tags: tagMap(),
  }),
  nameOf: nameIn,
  arnOf: (name, { partition, region, account }) =>
    `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}`,
  // A whole ARN ends in a hyphen and six characters that nobody chose, which names and calls by name know nothing of. Secrets
  // Manager itself takes an ARN that ends so for a whole one. [Secrets Manager, finding secrets from a partial ARN]
  canonical: (arn) => arn.replace(/-[A-Za-z0-9]{6}$/, ''),
  eventSource: 'secretsmanager.amazonaws.com',
  events: {
    CreateSecret: {
      effect: 'create',
      state: ({ tags }) => ({ resourcePolicy: null, deletionScheduled: false, tags }),
    },
    // Nobody can change the policy of a secret that is scheduled for deletion.
    PutResourcePolicy: {
      effect: 'update',
      state: ({ resourcePolicy }) => ({ resourcePolicy: policyText(resourcePolicy), deletionScheduled: false }),
    },
    DeleteResourcePolicy: { effect: 'update', state: () => ({ resourcePolicy: null, deletionScheduled: false }) },
    DeleteSecret: [
      { effect: 'delete', concerns: isForced },
      { effect: 'update', concerns: (request) => !isForced(request), state: () => ({ deletionScheduled: true }) },
    ],
    RestoreSecret: { effect: 'update', state: () => ({ deletionScheduled: false }) },
    TagResource: addsTags,
    UntagResource: takesTags,
  },
  described: {
    by: ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'],
    nameOf: ({ ARN }) => (textOf(ARN)?.includes(':secretsmanager:') ? textOf(ARN) : undefined),
    state: ({ ResourcePolicy, CreatedDate, DeletedDate, Tags }) => ({
      resourcePolicy: ResourcePolicy === undefined ? undefined : policyText(ResourcePolicy),
      // Only DescribeSecret tells, and says nothing of a secret that stays.
      deletionScheduled:
        (DeletedDate ?? undefined) !== undefined ? true : CreatedDate === undefined ? undefined : false,
      tags: Tags ?? (CreatedDate === undefined ? undefined : []),
    }),
  },
});
