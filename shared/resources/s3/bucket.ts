import * as z from 'zod';
import { completeMap, tagEntries, tagMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { membersOf, textOf, within, type Members } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';
import { referToKey } from '../kms/key-reference.ts';
import { listed, single, singleText, truth } from './body.ts';
import { mlTags } from './ml-bucket.ts';

const publicAccessBlock = z.object({
  blockPublicAcls: z.boolean(),
  ignorePublicAcls: z.boolean(),
  blockPublicPolicy: z.boolean(),
  restrictPublicBuckets: z.boolean(),
});

type PublicAccessBlock = z.output<typeof publicAccessBlock>;

const blockOf = (value: unknown): PublicAccessBlock => {
  const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } = membersOf(single(value));
  return {
    blockPublicAcls: truth(BlockPublicAcls),
    ignorePublicAcls: truth(IgnorePublicAcls),
    blockPublicPolicy: truth(BlockPublicPolicy),
    restrictPublicBuckets: truth(RestrictPublicBuckets),
  };
};

const whole: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

/** What S3 does where nobody says otherwise, for every bucket since January 2023. */
const s3Managed = { algorithm: 'AES256', keyId: null };

const encryptionOf = (rules: unknown): Members => {
  const [rule] = listed(rules).map((each) => membersOf(single(each['ApplyServerSideEncryptionByDefault'])));
  return rule
    ? { algorithm: singleText(rule['SSEAlgorithm']) ?? 'AES256', keyId: singleText(rule['KMSMasterKeyID']) ?? null }
    : s3Managed;
};

/** New buckets block public access since April 2023, in the last Regions since its 28th. */
const blocksByDefault = (eventTime: string): boolean => eventTime >= '2023-04-28';

const policyOf = ({ bucketPolicy, policy }: Members): string | null | undefined => {
  // What the API takes as text the record has as an object, beside an empty marker; a request that failed leaves {}.
  const text = policyText(bucketPolicy ?? single(policy));
  return text === '{}' ? undefined : text;
};

export const s3Bucket = defineResourceType({
  name: 's3/bucket',
  cloudFormationType: 'AWS::S3::Bucket',
  state: z.object({
    /** Null: it has none. */
    policy: sometimes(z.string().nullable()),
    /** Null: it was taken away. */
    publicAccessBlock: sometimes(publicAccessBlock.nullable()),
    /** Follows from the block: whether S3 lets strangers use what a public policy allows. */
    publicPolicies: sometimes(z.enum(['in force', 'restricted', 'not known'])),
    /** Follows from the tags: whether they mark the bucket as one of machine learning. */
    taggedAsMl: sometimes(z.enum(['yes', 'no', 'not known'])),
    encryption: sometimes(z.object({ algorithm: z.string(), keyId: z.string().nullable() })),
    tags: tagMap(),
  }),
  nameOf: ({ bucketName }) => singleText(bucketName),
  arnOf: (name, { partition }) => `arn:${partition}:s3:::${name}`,
  eventSource: 's3.amazonaws.com',
  events: {
    CreateBucket: {
      effect: 'create',
      // us-east-1 accepts it for a bucket that the caller owns already.
      mayExist: true,
      state: ({ CreateBucketConfiguration }, { eventTime }) => ({
        policy: null,
        publicAccessBlock: blocksByDefault(eventTime) ? whole : undefined,
        encryption: s3Managed,
        tags: tagsIn(within(CreateBucketConfiguration, 'Tags')),
      }),
    },
    DeleteBucket: 'delete',
    PutBucketPolicy: { effect: 'update', state: (request) => ({ policy: policyOf(request) }) },
    DeleteBucketPolicy: { effect: 'update', state: () => ({ policy: null }) },
    PutBucketPublicAccessBlock: {
      effect: 'update',
      state: ({ PublicAccessBlockConfiguration }) => ({ publicAccessBlock: blockOf(PublicAccessBlockConfiguration) }),
    },
    DeleteBucketPublicAccessBlock: { effect: 'update', state: () => ({ publicAccessBlock: null }) },
    PutBucketEncryption: {
      effect: 'update',
      state: ({ ServerSideEncryptionConfiguration }) => ({
        encryption: encryptionOf(membersOf(single(ServerSideEncryptionConfiguration))['Rule']),
      }),
    },
    DeleteBucketEncryption: { effect: 'update', state: () => ({ encryption: s3Managed }) },
    PutBucketTagging: {
      effect: 'update',
      state: ({ Tagging }) => ({ tags: tagsIn(within(single(Tagging), 'TagSet')) }),
    },
    DeleteBucketTagging: { effect: 'update', state: () => ({ tags: completeMap({}) }) },
  },
  derived: ({ publicAccessBlock: block, tags }) => {
    const inForce = block?.restrictPublicBuckets ? ('restricted' as const) : ('in force' as const);
    return { publicPolicies: block === undefined ? ('not known' as const) : inForce, taggedAsMl: mlTags(tags) };
  },
  described: {
    by: ['s3:GetBucketPolicy', 's3:GetPublicAccessBlock', 's3:GetBucketEncryption', 's3:GetBucketTagging'],
    // None of the outputs names the bucket: whoever asks adds the name it asked with.
    nameOf: (output) => textOf(output['Bucket']) ?? textOf(output['BucketName']),
    state: ({ Policy, PublicAccessBlockConfiguration, ServerSideEncryptionConfiguration, TagSet }) => ({
      policy: Policy === undefined ? undefined : policyText(Policy),
      publicAccessBlock:
        PublicAccessBlockConfiguration === undefined
          ? undefined
          : PublicAccessBlockConfiguration && blockOf(PublicAccessBlockConfiguration),
      encryption:
        ServerSideEncryptionConfiguration === undefined
          ? undefined
          : encryptionOf(within(ServerSideEncryptionConfiguration, 'Rules')),
      tags: TagSet,
    }),
  },
  references: { kmsKey: ({ encryption }) => referToKey(encryption?.keyId) },
});

/** `TagSet.Tag`, folded: an object for one, a list for several, nothing for none. */
const tagsIn = (set: unknown): ReturnType<typeof completeMap<string>> =>
  completeMap(tagEntries(listed(membersOf(single(set))['Tag'])));
