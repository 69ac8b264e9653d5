import control from '../../../shared/controls/iam/policy-decrypt.ts';
import { cases } from '../cases.ts';
import { allow, deny, permissions, putRolePolicy } from './written.ts';

const decrypt = (resource?: string, condition?: object) => allow('kms:Decrypt', resource, condition);
const through = (service: string) => ({ StringLike: { 'kms:ViaService': service } });

export default cases(control, {
  pass: {
    'one key': permissions(decrypt('arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')),
    'keys of one Region': permissions(decrypt('arn:aws:kms:eu-central-1:111122223333:key/*')),
    'keys of one Region, by where the call goes': permissions(
      decrypt('*', { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } }),
    ),
    'what S3 gives out': permissions(decrypt('*', through('s3.*.amazonaws.com'))),
    'what Athena reads': permissions(
      decrypt('*', { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } }),
    ),
    'keys of an alias': permissions(
      decrypt('*', { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/ml-*' } }),
    ),
    'keys that carry a tag': permissions(decrypt('*', { StringEquals: { 'aws:ResourceTag/team': 'ml' } })),
    'what was encrypted for one purpose': permissions(
      decrypt('*', { StringEquals: { 'kms:EncryptionContext:purpose': 'training' } }),
    ),
    'inside one enclave': permissions(
      decrypt('*', { StringEquals: { 'kms:RecipientAttestation:ImageSha384': 'ab12' } }),
    ),
    'encrypting anew under the same key': permissions(
      allow('kms:ReEncrypt*', '*', { Bool: { 'kms:ReEncryptOnSameKey': 'true' } }),
    ),
    'a key that is asked for by its alias': permissions(
      decrypt('*', { StringEquals: { 'kms:RequestAlias': 'alias/ml' } }),
    ),
    encrypting: permissions(allow(['kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'])),
    'an alias, which grants nothing': permissions(decrypt('arn:aws:kms:*:111122223333:alias/*')),
    'what is denied again': permissions(allow('kms:*'), deny(['kms:Decrypt', 'kms:ReEncrypt*'])),
  },
  fail: {
    'every key': {
      ...permissions({ Sid: 'Read', ...decrypt() }),
      expect: 'Statement "Read" allows kms:Decrypt with every key',
    },
    'every key of the account': permissions(decrypt('arn:aws:kms:*:111122223333:key/*')),
    'by all of KMS': {
      ...permissions(allow('kms:*')),
      expect: 'Statement 1 allows kms:Decrypt, kms:ReEncryptFrom with every key',
    },
    'by two statements': {
      ...permissions(decrypt(), allow('kms:ReEncrypt*')),
      expect: 'Statement 1 allows kms:Decrypt with every key, and 1 more like it',
    },
    'every key, through any service': permissions(decrypt('*', through('*.amazonaws.com'))),
    'every key, not through one service': permissions(
      decrypt('*', { StringNotEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } }),
    ),
    'every key, of the own account alone': permissions(
      decrypt('*', { StringEquals: { 'kms:CallerAccount': '111122223333' } }),
    ),
    'every key but those that are marked': permissions(
      decrypt(),
      deny('kms:*', '*', { StringEquals: { 'aws:ResourceTag/secret': 'yes' } }),
    ),
    'everything but IAM': permissions({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
  },
  notApplicable: { 'an administrator': permissions(allow('*')) },
  unknown: { 'a policy that cannot be read': { document: '{"Statement":' } },
  record: putRolePolicy(permissions(decrypt())),
});
