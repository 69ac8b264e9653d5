import { from } from '../call.ts';
import { ec2Id } from '../call.ts';
import {
  frankfurt,
  inVpc,
  ireland,
  oregon,
  production,
  roleArn,
  service,
  throughService,
  virginia,
  type Members,
} from '../cast.ts';
import type { Noise } from '../noise.ts';
import { keyArn, networks } from '../places.ts';
import { uuidOf } from '../random.ts';
import { sagemakerArn } from '../services/sagemaker.ts';
import { after, spelled } from '../time.ts';

const assumes =
  (who: string, role: string, session: string, region: string): Noise =>
  (time) =>
    from({ region, source: 'sts', by: service(who) })(time, 'AssumeRole', {
      request: { roleArn: roleArn(role), roleSessionName: session, durationSeconds: 3600 },
      response: {
        credentials: {
          accessKeyId: 'ASIASERVICEXXEXAMPLE',
          sessionToken: 'EXAMPLE',
          expiration: spelled(after(time, 3_600)),
        },
        assumedRoleUser: {
          assumedRoleId: `AROASERVICEXXEXAMPLE:${session}`,
          arn: `arn:aws:sts::${production}:assumed-role/${role}/${session}`,
        },
      },
      reads: true,
      resources: [{ accountId: production, type: 'AWS::IAM::Role', ARN: roleArn(role) }],
    });

const usesKey =
  (name: 'Decrypt' | 'GenerateDataKey', role: string, prefix: string): Noise =>
  (time, random) => {
    const arn = keyArn('data', frankfurt);
    const by = throughService(role, 's3.amazonaws.com');
    const context: Members = { 'aws:s3:arn': `arn:aws:s3:::meadow-ml-features/${prefix}/${random.below(400)}.parquet` };
    return from({ region: frankfurt, source: 'kms', by })(time, name, {
      request:
        name === 'Decrypt'
          ? { encryptionAlgorithm: 'SYMMETRIC_DEFAULT', encryptionContext: context }
          : { keyId: arn, keySpec: 'AES_256', encryptionContext: context },
      reads: true,
      resources: [{ accountId: production, type: 'AWS::KMS::Key', ARN: arn }],
    });
  };

const configured = service('config.amazonaws.com');

const tagsRead = (kind: string, name: string, region: string): Noise => {
  const by = (time: string) => ({
    ...throughService('config-recorder', 'config.amazonaws.com')(time),
    address: 'config.amazonaws.com',
  });
  return (time) =>
    from({ region, source: 'sagemaker', by })(time, 'ListTags', {
      request: { resourceArn: sagemakerArn(region, kind, name) },
      reads: true,
    });
};

/** Network interfaces that SageMaker puts into the team's subnets for what runs there, and takes away again. */
const networkInterface =
  (name: 'CreateNetworkInterface' | 'DeleteNetworkInterface'): Noise =>
  (time, random) => {
    const region = random.pick([frankfurt, ireland] as const);
    const id = ec2Id('eni', time);
    return from({ region, source: 'ec2', by: throughService('notebook-execution', 'sagemaker.amazonaws.com') })(
      time,
      name,
      name === 'CreateNetworkInterface'
        ? {
            request: {
              subnetId: networks[region].subnet,
              description: '[Do not delete] Network interface of SageMaker',
              groupSet: { items: [{ groupId: networks[region].group }] },
              privateIpAddressesSet: {},
            },
            response: { requestId: uuidOf(id), networkInterface: { networkInterfaceId: id, status: 'pending' } },
          }
        : {
            request: { networkInterfaceId: id },
            response: { requestId: uuidOf(id), _return: true },
          },
    );
  };

/** What services and jobs do by themselves, day and night. */
export const machines: readonly Noise[] = [
  assumes('sagemaker.amazonaws.com', 'notebook-execution', 'SageMaker', frankfurt),
  assumes('sagemaker.amazonaws.com', 'pipeline-execution', 'SageMaker', frankfurt),
  assumes('sagemaker.amazonaws.com', 'training-execution', 'SageMaker', oregon),
  assumes('config.amazonaws.com', 'config-recorder', 'AWSConfig-Describe', ireland),
  assumes('lambda.amazonaws.com', 'retrain-trigger', 'retrain-trigger', frankfurt),
  usesKey('Decrypt', 'pipeline-execution', 'churn/raw'),
  usesKey('GenerateDataKey', 'pipeline-execution', 'churn/features'),
  usesKey('Decrypt', 'notebook-execution', 'fraud/raw'),
  tagsRead('notebook-instance', 'fraud-exploration', frankfurt),
  tagsRead('model-package-group', 'churn', ireland),
  networkInterface('CreateNetworkInterface'),
  networkInterface('DeleteNetworkInterface'),
  (time) =>
    from({ region: frankfurt, source: 'config', by: configured })(time, 'PutEvaluations', {
      request: { evaluations: [], testMode: false },
      response: { failedEvaluations: [] },
    }),
  (time, random) =>
    from({ region: frankfurt, source: 'logs', by: inVpc('pipeline-execution') })(time, 'CreateLogStream', {
      request: {
        logGroupName: '/aws/sagemaker/ProcessingJobs',
        logStreamName: `ComputeFeatures/algo-${1 + random.below(2)}-${time.slice(11, 16).replace(':', '')}`,
      },
    }),
  (time) =>
    from({ region: frankfurt, source: 'ecr', by: throughService('pipeline-execution', 'sagemaker.amazonaws.com') })(
      time,
      'GetAuthorizationToken',
      { request: { registryIds: [production] }, reads: true },
    ),
  (time) =>
    from({ region: frankfurt, source: 'ecr', by: throughService('pipeline-execution', 'sagemaker.amazonaws.com') })(
      time,
      'BatchGetImage',
      {
        request: {
          registryId: production,
          repositoryName: 'churn-features',
          imageIds: [{ imageTag: '2026.11.9' }],
        },
        reads: true,
        resources: [{ accountId: production, ARN: `arn:aws:ecr:${frankfurt}:${production}:repository/churn-features` }],
      },
    ),
  (time, random) =>
    from({ region: frankfurt, source: 'sagemaker', by: inVpc('notebook-execution') })(time, 'DescribeProcessingJob', {
      request: { processingJobName: `pipelines-exampleexec-ComputeFeatures-${random.below(90) + 10}exampl` },
      reads: true,
    }),
  (time) =>
    from({ region: ireland, source: 'monitoring', by: service('application-autoscaling.amazonaws.com') })(
      time,
      'DescribeAlarms',
      { request: { alarmNamePrefix: 'TargetTracking-endpoint/churn/variant/AllTraffic' }, reads: true },
    ),
  (time, random) =>
    from({
      region: ireland,
      source: 'sagemaker',
      by: throughService('AWSServiceRoleForApplicationAutoScaling', 'sagemaker.application-autoscaling.amazonaws.com'),
    })(time, 'UpdateEndpointWeightsAndCapacities', {
      request: {
        endpointName: 'churn',
        desiredWeightsAndCapacities: [{ variantName: 'AllTraffic', desiredInstanceCount: 2 + random.below(3) }],
      },
      response: { endpointArn: sagemakerArn(ireland, 'endpoint', 'churn') },
    }),
  (time) =>
    from({ region: virginia, source: 'sts', by: service('cloudtrail.amazonaws.com') })(time, 'AssumeRole', {
      request: { roleArn: roleArn('trail-to-logs'), roleSessionName: 'CLOUDWATCH_LOGS_DELIVERY_SESSION' },
      reads: true,
    }),
  (time) =>
    from({
      region: frankfurt,
      source: 'kms',
      by: () => ({
        identity: { accountId: production, invokedBy: 'AWS Internal' },
        account: production,
        address: 'AWS Internal',
        agent: 'AWS Internal',
        service: true,
      }),
    })(time, 'RotateKey', {
      type: 'AwsServiceEvent',
      details: { keyId: '11111111-bbbb-4bbb-8bbb-000000000009', rotationType: 'AUTOMATIC' },
      resources: [
        {
          accountId: production,
          type: 'AWS::KMS::Key',
          ARN: `arn:aws:kms:${frankfurt}:${production}:key/11111111-bbbb-4bbb-8bbb-000000000009`,
        },
      ],
    }),
];
