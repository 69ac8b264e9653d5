import { completeMap } from '../../../shared/core/known-map.ts';
import { relatedKey, relatedResource } from '../related.ts';
import {
  account,
  bucket,
  decrypting,
  inline,
  job,
  key,
  keyArn,
  managed,
  otherKey,
  own,
  policyOf,
  reading,
  roleArn,
  roleWith,
  trainer,
} from './job-roles.ts';

const onlyOwn = { Effect: 'Deny', Action: 's3:*', NotResource: ['arn:aws:s3:::ml-data/*', 'arn:aws:s3:::ml-models/*'] };
/** What training and processing jobs must say alike of what their roles reach. */
export const jobAccessRows = {
  pass: {
    'its own buckets and its own key': job(trainer(own, decrypting(keyArn(key)))),
    'everything, and a Deny of all but its own': job(trainer(reading('*'), onlyOwn)),
    'everything, within a boundary of its own': job(
      roleWith(
        {
          inlinePolicies: inline({ Access: policyOf(reading('*')) }),
          boundary: `arn:aws:iam::${account}:policy/Limit`,
        },
        { boundary: [managed('Limit', policyOf(own))] },
      ),
    ),
    'what is tagged for it': job(
      trainer({ ...reading('*'), Condition: { StringEquals: { 's3:ExistingObjectTag/team': 'ml' } } }),
    ),
    'a bucket named after a tag of the role': job(
      roleWith({
        inlinePolicies: inline({ Access: policyOf(reading('${aws:PrincipalTag/team}-data')) }),
        tags: completeMap({ team: 'ml' }),
      }),
    ),
    'a bucket that its request names beside': job(trainer(reading('ml-data', 'ml-code')), {
      furtherBuckets: ['ml-code'],
      related: { buckets: [bucket('ml-data'), bucket('ml-models'), bucket('ml-code')] },
    }),
    "SageMaker's default bucket, and AWS's buckets of models": job(
      trainer(reading(`sagemaker-eu-central-1-${account}`, 'jumpstart-cache-prod-*', 'sagemaker-sample-files')),
    ),
    'names of objects, not what is in them': job(trainer({ Action: 's3:ListBucket', Resource: '*' })),
    'what is given to another role': job(
      trainer({
        ...reading('*'),
        Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/Other` } },
      }),
    ),
    "the key that its bucket's objects are encrypted with": job(trainer(own, decrypting(keyArn(otherKey))), {
      related: {
        buckets: [
          bucket('ml-data', { encryption: { algorithm: 'aws:kms', keyId: otherKey } }, relatedKey(otherKey)),
          bucket('ml-models'),
        ],
      },
    }),
    'keys for objects in its own buckets': job(
      trainer(own, {
        ...decrypting('*'),
        Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::ml-data/*' } },
      }),
    ),
    'keys of an alias': job(
      trainer(own, {
        ...decrypting('*'),
        Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/ml' } },
      }),
    ),
    'no policies at all': job(roleWith({})),
  },
  fail: {
    'a bucket that somebody named': {
      ...job(trainer(reading('ml-data', 'phi-archive'))),
      expect:
        'The role Trainer can read bucket phi-archive, which is none of the job\'s (statement "Data" of inline policy "Access")',
    },
    'several of them': {
      ...job(trainer(reading('phi-1', 'phi-2', 'phi-3', 'phi-4', 'phi-5'))),
      expect: 'read buckets phi-1, phi-2, phi-3 and 2 more',
    },
    'any bucket': {
      ...job(trainer({ ...reading('*'), Sid: undefined })),
      expect: 'can read any bucket of the account (statement 1 of inline policy "Access")',
    },
    'any bucket of the account, one of which is named': {
      ...job(
        trainer(
          { ...reading('*'), Condition: { StringEquals: { 's3:ResourceAccount': '${aws:PrincipalAccount}' } } },
          { Action: 's3:PutObject', Resource: 'arn:aws:s3:::phi-archive/*' },
        ),
      ),
      expect: 'any bucket of the account, such as phi-archive',
    },
    'any bucket of another account': {
      ...job(trainer({ ...reading('*'), Condition: { StringEquals: { 's3:ResourceAccount': '444455556666' } } })),
      expect: 'any bucket of account 444455556666',
    },
    'any bucket but some': {
      ...job(trainer(reading('*'), { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::phi-*' })),
      expect: 'any bucket of the account, less what a Deny or the boundary takes back',
    },
    'all but one, by NotResource': {
      ...job(trainer({ Action: 's3:Get*', NotResource: 'arn:aws:s3:::phi-archive/*' })),
      expect: 'any bucket but what the statement leaves out',
    },
    'buckets whose names begin like its own': {
      ...job(trainer(reading('arn:aws:s3:::ml-data*'))),
      expect: "whatever arn:aws:s3:::ml-data* matches, other buckets than the job's too",
    },
    'what its boundary names beside': {
      ...job(
        roleWith(
          {
            inlinePolicies: inline({ Access: policyOf(reading('*')) }),
            boundary: `arn:aws:iam::${account}:policy/Limit`,
          },
          { boundary: [managed('Limit', policyOf(reading('ml-data', 'claims')))] },
        ),
      ),
      expect: 'read bucket claims',
    },
    'an attached policy, by its name': {
      ...job(
        roleWith(
          {
            inlinePolicies: inline({ Access: policyOf(own) }),
            attachedPolicies: completeMap({
              [`arn:aws:iam::${account}:policy/shared`]: `arn:aws:iam::${account}:policy/Shared`,
            }),
          },
          { attached: [managed('Shared', policyOf(reading('claims')))] },
        ),
      ),
      expect: 'read bucket claims, which is none of the job\'s (statement "Data" of managed policy Shared)',
    },
    'a directory bucket': {
      ...job(
        trainer({
          Action: 's3express:CreateSession',
          Resource: `arn:aws:s3express:eu-central-1:${account}:bucket/phi--euc1-az1--x-s3`,
        }),
      ),
      expect: 'read bucket phi--euc1-az1--x-s3',
    },
    'another key': {
      ...job(trainer(own, decrypting(keyArn(key), keyArn(otherKey)))),
      expect: `use key ${otherKey}, which is none of the job's (statement "Keys" of inline policy "Access")`,
    },
    'any key': {
      ...job(trainer(reading('ml-data', 'claims'), decrypting(`arn:aws:kms:*:${account}:key/*`))),
      expect:
        'which is none of the job\'s (statement "Data" of inline policy "Access"), and use any key of the account',
    },
    'any key, by S3 alone': {
      ...job(
        trainer(own, {
          ...decrypting('*'),
          Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
        }),
      ),
      expect: 'use any key of the account, with kms:viaservice s3.eu-central-1.amazonaws.com',
    },
    'outside a VPC': {
      ...job(trainer(reading('claims')), { subnets: null }),
      expect: '; what it reads can leave through the internet, for the job runs outside a VPC',
    },
    'a policy that was never seen': {
      ...job(
        roleWith(
          {
            inlinePolicies: inline({ Access: policyOf(reading('claims')) }),
            attachedPolicies: completeMap({
              [`arn:aws:iam::${account}:policy/shared`]: `arn:aws:iam::${account}:policy/Shared`,
            }),
          },
          { attached: [managed('Shared')] },
        ),
      ),
      expect: 'read bucket claims',
    },
    'buckets of any name, whatever a manifest names': {
      ...job(trainer(reading('*')), { indirectInputs: ['manifest s3://ml-data/train.manifest'] }),
      expect: 'any bucket of the account',
    },
  },
  notApplicable: {
    'an administrator': job(trainer({ Action: '*', Resource: '*' })),
    'all of S3': job(trainer({ Action: 's3:*', Resource: '*' })),
    'a role that was deleted': job(relatedResource('iam/role', roleArn, {}, { exists: false })),
  },
  unknown: {
    'a role that was never seen': job(relatedResource('iam/role', roleArn)),
    'a policy that was never seen, and nothing in the others': job(
      roleWith(
        {
          attachedPolicies: completeMap({
            [`arn:aws:iam::${account}:policy/shared`]: `arn:aws:iam::${account}:policy/Shared`,
          }),
        },
        { attached: [managed('Shared')] },
      ),
    ),
    'whether there is a boundary': job(
      roleWith({ inlinePolicies: inline({ Access: policyOf(reading('claims')) }), boundary: undefined }),
    ),
    'a policy that cannot be read': job(roleWith({ inlinePolicies: inline({ Access: '{"Statement":' }) })),
    'a bucket that a manifest may lead to': job(trainer(reading('claims')), {
      indirectInputs: ['manifest s3://ml-data/train.manifest'],
    }),
    'a bucket named after tags of the role, which are not known': job(
      roleWith({
        inlinePolicies: inline({ Access: policyOf(reading('${aws:PrincipalTag/team}-data')) }),
        tags: { complete: false, entries: {} },
      }),
    ),
    'a bucket named after what nobody knows': job(trainer(reading('data-${aws:SourceIdentity}'))),
    'an access point': job(
      trainer({ Action: 's3:GetObject', Resource: `arn:aws:s3:eu-central-1:${account}:accesspoint/claims/object/*` }),
    ),
    'a key, where that of a bucket is not known': job(trainer(own, decrypting(keyArn(otherKey))), {
      related: { buckets: [bucket('ml-data', { encryption: undefined }), bucket('ml-models')] },
    }),
    'a key, where the job has none': job(trainer(own, decrypting(keyArn(otherKey))), {
      outputKmsKeyId: null,
      related: { outputKey: [] },
    }),
  },
};
