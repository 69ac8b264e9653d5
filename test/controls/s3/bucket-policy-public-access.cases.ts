import control from '../../../shared/controls/s3/bucket-policy-public-access.ts';
import { cases } from '../cases.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const read = { Sid: 'Read', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' };

export default cases(control, {
  pass: {
    'no policy': { policy: null, publicPolicies: 'not known' },
    'a service': {
      policy: policy({ ...read, Principal: { Service: 'cloudtrail.amazonaws.com' } }),
      publicPolicies: 'not known',
    },
    'everybody of a network': {
      policy: policy({ ...read, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
      publicPolicies: 'in force',
    },
    'everybody, restricted by the public access block': { policy: policy(read), publicPolicies: 'restricted' },
    'everybody, and a Deny from outside a network': {
      policy: policy(read, {
        ...read,
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
      }),
      publicPolicies: 'in force',
    },
    'a Deny for everybody': { policy: policy({ ...read, Effect: 'Deny' }), publicPolicies: 'in force' },
  },
  fail: {
    everybody: {
      policy: policy(read),
      publicPolicies: 'in force',
      expect: 'Statement "Read" allows s3:GetObject to everybody',
    },
    'everybody, where S3 took the policy and the block is not known': {
      policy: policy(read),
      publicPolicies: 'not known',
    },
    'everybody, and a Deny of plain HTTP': {
      policy: policy(read, {
        ...read,
        Effect: 'Deny',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      publicPolicies: 'in force',
    },
    'all but some actions': {
      policy: policy({ ...read, Action: undefined, NotAction: ['s3:Put*', 's3:Delete*'] }),
      publicPolicies: 'in force',
      expect: 'Statement "Read" allows all but s3:Put*, s3:Delete* to everybody',
    },
    'everybody but one': {
      policy: policy({ ...read, Principal: undefined, NotPrincipal: { AWS: '444455556666' } }),
      publicPolicies: 'in force',
      expect: 'NotPrincipal',
    },
  },
  unknown: { 'a policy that cannot be read': { policy: '{"Statement":{}}', publicPolicies: 'in force' } },
  record: {
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    requestParameters: {
      bucketName: 'data',
      Host: 'data.s3.eu-central-1.amazonaws.com',
      policy: '',
      bucketPolicy: { Version: '2012-10-17', Statement: [read] },
    },
  },
});
