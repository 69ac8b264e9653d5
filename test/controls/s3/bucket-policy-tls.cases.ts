import control from '../../../shared/controls/s3/bucket-policy-tls.ts';
import { cases } from '../cases.ts';

const bucket = 'arn:aws:s3:::example';
const plain = { 'aws:SecureTransport': 'false' };
const deny = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [bucket, `${bucket}/*`],
  Condition: { Bool: plain },
};
const row = (...Statement: object[]) => ({
  policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  taggedAsMl: 'no' as const,
});
const unlessEndpoint = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } };

export default cases(control, {
  pass: {
    'a Deny on the bucket and its objects': row(deny),
    'beside an Allow': row(
      { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 's3:GetObject', Resource: `${bucket}/*` },
      deny,
    ),
    'in two statements': row({ ...deny, Resource: bucket }, { ...deny, Resource: `${bucket}/*` }),
    'by a star': row({ ...deny, Principal: { AWS: '*' }, Resource: '*' }),
    'for all but AWS services, which use TLS': row({
      ...deny,
      Condition: { Bool: { ...plain, 'aws:PrincipalIsAWSService': 'false' } },
    }),
    'everything to everybody': row({ ...deny, Condition: undefined }),
  },
  fail: {
    'a policy about something else': {
      ...row({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 's3:GetObject', Resource: `${bucket}/*` }),
      expect:
        'The bucket policy does not refuse plain HTTP to everybody: nothing denies s3:GetObject on arn:aws:s3:::example/',
    },
    'an Allow over TLS, which refuses nothing to those who are allowed elsewhere': row({
      ...deny,
      Effect: 'Allow',
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    }),
    'objects alone': { ...row({ ...deny, Resource: `${bucket}/*` }), expect: 's3:ListBucket on arn:aws:s3:::example' },
    'the bucket alone': row({ ...deny, Resource: bucket }),
    'some objects': row({ ...deny, Resource: [bucket, `${bucket}/raw/*`] }),
    'reading alone': { ...row({ ...deny, Action: ['s3:Get*', 's3:List*'] }), expect: 's3:PutObject' },
    'one role': row({ ...deny, Principal: { AWS: 'arn:aws:iam::111122223333:role/trainer' } }),
    'all but one role': {
      ...row({ ...deny, Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/trainer' } }),
      expect: 'nothing denies',
    },
    'other accounts alone': row({
      ...deny,
      Condition: { Bool: plain, StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
    }),
    'the own account alone': row({
      ...deny,
      Condition: { Bool: plain, StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
    }),
    'whoever comes from elsewhere': row({ ...deny, Condition: unlessEndpoint }),
    'plain HTTP from elsewhere': row({ ...deny, Condition: { Bool: plain, ...unlessEndpoint } }),
    'a bucket of machine learning without a policy': {
      policy: null,
      taggedAsMl: 'yes',
      expect: 'The bucket has no policy, so nothing refuses plain HTTP',
    },
  },
  notApplicable: { 'another bucket without a policy': { policy: null, taggedAsMl: 'no' } },
  unknown: {
    'a bucket without a policy that may be one of machine learning': { policy: null, taggedAsMl: 'not known' },
    'an operator that nobody knows': row({ ...deny, Condition: { Boolean: plain } }),
    'a policy that cannot be read': { policy: '{"Statement":', taggedAsMl: 'yes' },
  },
  record: {
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteBucketPolicy',
    requestParameters: { bucketName: 'sagemaker-eu-central-1-111122223333', policy: '' },
  },
});
