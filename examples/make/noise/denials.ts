import { from } from '../call.ts';
import {
  bela,
  belaScript,
  chen,
  frankfurt,
  inVpc,
  ireland,
  oregon,
  production,
  virginia,
  type Actor,
} from '../cast.ts';
import type { Noise } from '../noise.ts';
import { networks } from '../places.ts';

const refused = (by: Actor, region: string, source: string, name: string): Noise => {
  return (time) => {
    const who = String(by(time).identity['arn']);
    const action = `${source}:${name}`;
    return from({ region, source, by })(time, name, {
      error: {
        code: 'AccessDenied',
        message: `User: ${who} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
      },
    });
  };
};

/** Calls that failed: AWS then leaves out what was asked for, except for EC2 and S3. */
export const denials: readonly Noise[] = [
  refused(bela, virginia, 'iam', 'CreateRole'),
  refused(bela, virginia, 'iam', 'AttachRolePolicy'),
  refused(chen, frankfurt, 'kms', 'ScheduleKeyDeletion'),
  refused(belaScript, oregon, 'secretsmanager', 'GetSecretValue'),
  refused(inVpc('notebook-execution'), frankfurt, 'sagemaker', 'CreateEndpoint'),
  (time) =>
    from({ region: oregon, source: 'sagemaker', by: belaScript })(time, 'CreateTrainingJob', {
      error: {
        code: 'ResourceLimitExceeded',
        message:
          "The account-level service limit 'ml.g5.12xlarge for training job usage' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances.",
      },
    }),
  (time) =>
    from({ region: ireland, source: 'ec2', by: chen })(time, 'AuthorizeSecurityGroupIngress', {
      request: {
        groupId: networks[ireland].group,
        ipPermissions: {
          items: [
            {
              ipProtocol: '-1',
              groups: {},
              ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] },
              ipv6Ranges: {},
              prefixListIds: {},
            },
          ],
        },
      },
      error: {
        code: 'Client.UnauthorizedOperation',
        message: 'You are not authorized to perform this operation. Encoded authorization failure message: EXAMPLE',
      },
    }),
  (time) =>
    from({ region: frankfurt, source: 's3', by: bela })(time, 'GetBucketPolicy', {
      request: { bucketName: 'meadow-trail-logs', Host: `meadow-trail-logs.s3.${frankfurt}.amazonaws.com`, policy: '' },
      reads: true,
      error: { code: 'AccessDenied', message: 'Access Denied' },
      resources: [{ accountId: production, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::meadow-trail-logs' }],
    }),
];
