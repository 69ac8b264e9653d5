import { relatedResource } from '../related.ts';
import { account, bucket, decrypting, job, own, reading, roleArn, trainer } from './job-roles.ts';

const from = (vpce: string) => ({ Condition: { StringEquals: { 'aws:SourceVpce': vpce } } });
const deniedPast = (principal: unknown = '*') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Principal: principal,
      Action: 's3:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    },
  });

/** What they must say alike of where their buckets are reached from. */
export const jobEndpointRows = {
  pass: {
    'rights that are bound to an endpoint': job(trainer({ ...own, ...from('vpce-1') })),
    'a Deny of all that comes past the endpoint': job(
      trainer(own, {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: '*',
        Condition: {
          StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' },
          BoolIfExists: { 'aws:ViaAWSService': 'false' },
        },
      }),
    ),
    'rights that are bound to addresses of your own': job(
      trainer({ ...own, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
    ),
    'policies of the buckets that deny it': job(trainer(own), {
      related: {
        buckets: [bucket('ml-data', { policy: deniedPast() }), bucket('ml-models', { policy: deniedPast() })],
      },
    }),
    'an isolated job': job(trainer(own), { enableNetworkIsolation: true }),
    'no rights on its buckets': job(trainer(decrypting('*'))),
  },
  fail: {
    'no policy asks for an endpoint': {
      ...job(trainer(own)),
      expect:
        "can use bucket ml-data and 1 more of the job's buckets from the internet: neither its policies nor those of the bucket ask for a VPC endpoint",
    },
    'anybody’s endpoint will do': {
      ...job(trainer({ ...own, Condition: { Null: { 'aws:SourceVpce': 'false' } } })),
      expect: "through anybody's VPC endpoint",
    },
    'one bucket denies it, another does not': {
      ...job(trainer(own), {
        related: { buckets: [bucket('ml-data', { policy: deniedPast() }), bucket('ml-models')] },
      }),
      expect: 'bucket ml-models from the internet',
    },
    'a bucket denies it to others': {
      ...job(trainer(reading('ml-data')), {
        related: {
          buckets: [bucket('ml-data', { policy: deniedPast({ AWS: `arn:aws:iam::${account}:role/Other` }) })],
        },
      }),
      expect: 'bucket ml-data from the internet',
    },
    'what it may only write': {
      ...job(trainer({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::ml-models/*' })),
      expect: 'bucket ml-models from the internet',
    },
  },
  notApplicable: {
    'outside a VPC': job(trainer(own), { subnets: null }),
    'an administrator': job(trainer({ Action: '*', Resource: '*' })),
  },
  unknown: {
    'a role that was never seen': job(relatedResource('iam/role', roleArn)),
    'a bucket whose policy was never seen': job(trainer(own), {
      related: { buckets: [bucket('ml-data', { policy: undefined })] },
    }),
    'a bucket whose policy cannot be read': job(trainer(own), {
      related: { buckets: [bucket('ml-data', { policy: '{' })] },
    }),
  },
};
