import { call, from } from '../call.ts';
import {
  alice,
  bela,
  belaScript,
  build,
  chen,
  chenConsole,
  dana,
  frank,
  frankfurt,
  ireland,
  oregon,
  production,
  terraform,
  virginia,
  type Actor,
  type Members,
} from '../cast.ts';
import type { Noise } from '../noise.ts';
import { keyArn, keyIds, networks, teamTrail } from '../places.ts';
import { bucketCall } from '../services/s3.ts';
import { sagemakerArn } from '../services/sagemaker.ts';

const team: readonly Actor[] = [alice, bela, belaScript, chen, chenConsole, dana];
const regions = [frankfurt, frankfurt, ireland, oregon];

const read =
  (source: string, name: string, request: Members | null, where: readonly string[] = regions): Noise =>
  (time, random) =>
    from({ region: random.pick(where), source, by: random.pick(team) })(time, name, { request, reads: true });

const readBucket =
  (name: string, marker: Members): Noise =>
  (time, random) =>
    bucketCall('meadow-ml-features', frankfurt, random.pick(team))(time, name, marker, true);

/** What people look at in the console and on the command line. */
export const people: readonly Noise[] = [
  read('sagemaker', 'ListNotebookInstances', { maxResults: 100, sortBy: 'CreationTime', sortOrder: 'Descending' }),
  read('sagemaker', 'ListNotebookInstances', null),
  read('sagemaker', 'DescribeNotebookInstance', { notebookInstanceName: 'fraud-exploration' }, [frankfurt]),
  read('sagemaker', 'ListTrainingJobs', null),
  read('sagemaker', 'ListProcessingJobs', { nameContains: 'ComputeFeatures' }, [frankfurt]),
  read('sagemaker', 'ListEndpoints', null),
  read('sagemaker', 'DescribeEndpoint', { endpointName: 'churn' }, [ireland]),
  read('sagemaker', 'ListModels', null),
  read('sagemaker', 'ListTags', { resourceArn: sagemakerArn(frankfurt, 'notebook-instance', 'fraud-exploration') }, [
    frankfurt,
  ]),
  read('sagemaker', 'Search', { resource: 'TrainingJob', maxResults: 50 }, [oregon]),
  read('ec2', 'DescribeInstances', { maxResults: 100, instancesSet: {}, filterSet: {} }),
  read('ec2', 'DescribeSecurityGroups', {
    maxResults: 1000,
    securityGroupSet: {},
    securityGroupIdSet: {},
    filterSet: {},
  }),
  read('ec2', 'DescribeSubnets', { subnetSet: { items: [{ subnetId: networks[frankfurt].subnet }] }, filterSet: {} }, [
    frankfurt,
  ]),
  read('ec2', 'GetEbsEncryptionByDefault', { GetEbsEncryptionByDefaultRequest: '' }),
  read('monitoring', 'DescribeAlarms', { maxRecords: 100 }),
  read('logs', 'DescribeLogStreams', { logGroupName: '/aws/sagemaker/TrainingJobs', descending: true, limit: 50 }),
  read('logs', 'FilterLogEvents', { logGroupName: '/aws/sagemaker/Endpoints/churn', limit: 100 }, [ireland]),
  read('ecr', 'DescribeRepositories', { maxResults: 100 }),
  read('ecr', 'DescribeImages', { repositoryName: 'churn-xgboost', maxResults: 50 }, [oregon]),
  read('iam', 'ListRoles', { maxItems: 1000 }, [virginia]),
  read('iam', 'GetRole', { roleName: 'training-execution' }, [virginia]),
  read('ce', 'GetCostAndUsage', { granularity: 'DAILY', metrics: ['UnblendedCost'] }, [virginia]),
  read('health', 'DescribeEventAggregates', { aggregateField: 'eventTypeCategory' }, [virginia]),
  read('servicequotas', 'ListServiceQuotas', { serviceCode: 'sagemaker' }),
  readBucket('GetBucketLocation', { location: '' }),
  readBucket('GetBucketAcl', { acl: '' }),
  readBucket('GetBucketPolicyStatus', { policyStatus: '' }),
  (time, random) =>
    from({ region: frankfurt, source: 'kms', by: random.pick(team) })(time, 'DescribeKey', {
      request: { keyId: keyIds.data },
      reads: true,
      resources: [{ accountId: production, type: 'AWS::KMS::Key', ARN: keyArn('data', frankfurt) }],
    }),
  (time) =>
    from({ region: frankfurt, source: 'cloudtrail', by: dana })(time, 'GetTrailStatus', {
      request: { name: teamTrail },
      reads: true,
    }),
  (time) =>
    from({ region: frankfurt, source: 'guardduty', by: dana })(time, 'ListFindings', {
      request: { detectorId: '12abc34d567e8fa901bc2d34eexample', maxResults: 50 },
      reads: true,
    }),
  (time) => from({ region: virginia, source: 'organizations', by: dana })(time, 'ListAccounts', { reads: true }),
  (time) => from({ region: virginia, source: 'iam', by: dana })(time, 'GetAccountSummary', { reads: true }),
  (time) =>
    from({ region: virginia, source: 'billingconsole', by: frank })(time, 'GetBillingPreferences', { reads: true }),
  (time, random) =>
    call({
      time,
      region: frankfurt,
      source: 'sts',
      name: 'GetCallerIdentity',
      by: random.pick([terraform, build, chen]),
      reads: true,
    }),
  (time) =>
    from({ region: ireland, source: 'ecr', by: build })(time, 'PutImage', {
      request: { repositoryName: 'churn-serving', registryId: production, imageTag: `build-${time.slice(8, 10)}` },
      response: { image: { repositoryName: 'churn-serving', registryId: production } },
    }),
  (time) =>
    from({ region: oregon, source: 'sagemaker', by: belaScript })(time, 'AddTags', {
      request: {
        resourceArn: sagemakerArn(oregon, 'experiment', 'churn-sweep'),
        tags: [{ key: 'day', value: time.slice(0, 10) }],
      },
    }),
];
