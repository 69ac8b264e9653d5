import { expect, test } from 'vitest';
import type { Analysis } from '../../shared/iam/index.ts';
import { account, analysed, everybody } from './analysed.ts';

const under = (Condition: unknown, ...others: unknown[]) =>
  analysed('resource', [{ ...everybody, Condition }, ...others]);
const assumed = (Condition?: unknown) => ({
  Effect: 'Allow',
  Principal: { Service: 'sagemaker.amazonaws.com' },
  Action: 'sts:AssumeRole',
  ...(Condition !== undefined && { Condition }),
});
const passRole = (Resource: string, Condition?: unknown) => ({
  Effect: 'Allow',
  Action: 'iam:PassRole',
  Resource,
  ...(Condition !== undefined && { Condition }),
});
const train = { Effect: 'Allow', Action: 'sagemaker:CreateTrainingJob', Resource: '*' };
const role = `arn:aws:iam::${account}:role`;
const key = `arn:aws:kms:eu-central-1:${account}:key/abc`;
const setting = { bucket: 'ml-train-bucket', kmsKeyArn: key };
const read = (bucket: string) => [
  { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
  { Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${bucket}` },
  { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key },
];
const paths = { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-aaaaaaaaaa/*' } };
const admin = `arn:aws:iam::*:role/Admin`;
const mfa = (Effect: string, operator: string, value: string) => ({
  Effect,
  Action: '*',
  Resource: '*',
  Condition: { [operator]: { 'aws:MultiFactorAuthPresent': value } },
});

// The table of the specification (2.7), row by row.
test.each<[example: string, analysis: Analysis, expected: Partial<Analysis>]>([
  [
    'StringEqualsIfExists PrincipalOrgID',
    under({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-aaaaaaaaaa' } }),
    { public: true },
  ],
  ['ForAllValues PrincipalOrgPaths', under(paths), { public: true }],
  ['… and Null false', under({ ...paths, Null: { 'aws:PrincipalOrgPaths': 'false' } }), { public: false }],
  [
    'ForAllValues:ArnEqualsIfExists SourceArn',
    under({ 'ForAllValues:ArnEqualsIfExists': { 'aws:SourceArn': 'arn:aws:sns:us-east-1:222233334444:t' } }),
    { public: true },
  ],
  [
    'StringEquals PrincipalArn with a star: nobody',
    under({ StringEquals: { 'aws:PrincipalArn': admin } }),
    { public: false, crossAccount: [] },
  ],
  ['ArnEquals PrincipalArn with a star', under({ ArnEquals: { 'aws:PrincipalArn': admin } }), { public: true }],
  ['NotIpAddress of one address', under({ NotIpAddress: { 'aws:SourceIp': '203.0.113.9' } }), { public: true }],
  ['StringNotEquals VPCE in an Allow', under({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }), { public: true }],
  [
    'Allow and Deny StringNotEquals SourceVpce',
    under({}, { ...everybody, Effect: 'Deny', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
    { public: false },
  ],
  [
    'a deputy whose account is a star',
    analysed('trust', [assumed({ ArnLike: { 'aws:SourceArn': 'arn:aws:sagemaker:*:*:*' } })]),
    { confusedDeputy: ['sagemaker.amazonaws.com'] },
  ],
  [
    'a deputy of one account',
    analysed('trust', [assumed({ ArnLike: { 'aws:SourceArn': `arn:aws:sagemaker:*:${account}:*` } })]),
    { confusedDeputy: [], servicePrincipals: ['sagemaker.amazonaws.com'] },
  ],
  [
    'two trust statements, one guarded',
    analysed('trust', [assumed({ StringEquals: { 'aws:SourceAccount': account } }), assumed()]),
    { confusedDeputy: ['sagemaker.amazonaws.com'] },
  ],
  [
    'PassRole to lambda and CreateTrainingJob',
    analysed('identity', [passRole('*', { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }), train]),
    { privilegeEscalation: [] },
  ],
  [
    'PassRole on a SageMaker ARN',
    analysed('identity', [passRole('arn:aws:sagemaker:*:*:*'), train]),
    { privilegeEscalation: [], passRoleWildcard: false },
  ],
  [
    'Deny PassRole on role/Admin* only: the path stays',
    analysed('identity', [passRole('*'), train, { ...passRole(`${role}/Admin*`), Effect: 'Deny' }]),
    { privilegeEscalation: ['sagemaker-002'], passRoleWildcard: true },
  ],
  [
    'a bucket and its prefix: another bucket too',
    analysed('identity', read('ml-train-bucket*'), setting),
    { trainingEnvelopeOk: false },
  ],
  ['one bucket and one key', analysed('identity', read('ml-train-bucket'), setting), { trainingEnvelopeOk: true }],
  [
    'kms:Decrypt on an alias grants nothing',
    analysed(
      'identity',
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: `arn:aws:kms:eu-central-1:${account}:alias/x` },
      setting,
    ),
    { trainingEnvelopeOk: true },
  ],
  [
    'Allow and BoolIfExists MFA true',
    analysed('identity', mfa('Allow', 'BoolIfExists', 'true')),
    { mfaRequired: false },
  ],
  [
    'Deny and Bool MFA false',
    analysed('identity', [{ ...train }, mfa('Deny', 'Bool', 'false')]),
    { mfaRequired: false },
  ],
  [
    'Deny and BoolIfExists MFA false',
    analysed('identity', [{ ...train }, mfa('Deny', 'BoolIfExists', 'false')]),
    { mfaRequired: true },
  ],
])('%s', (_, analysis, expected) => expect(analysis).toMatchObject({ indeterminate: null, ...expected }));

test('Allow NotAction iam:*: no path through IAM or PassRole, but those without', () => {
  const { privilegeEscalation } = analysed('identity', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' });
  expect(privilegeEscalation).toEqual(expect.arrayContaining(['lambda-003', 'ssm-001', 'sagemaker-004']));
  expect(privilegeEscalation?.filter((id) => /^iam|^sagemaker-00[123]$|^lambda-001$/i.test(id))).toEqual([]);
});
