import { calls, each, lendsKeys, ofSagemaker, passesRoles, usesKeys, type Activity } from './activity.ts';

const lineage = ['Action', 'Artifact', 'Context', 'Experiment', 'Trial', 'TrialComponent'];
const plural = (nouns: readonly string[]): readonly string[] => nouns.map((noun) => `${noun}s`);

/** What a job's own role does: its data, its image, its logs and metrics. */
const computing: Activity = {
  id: 'accessAWSServices',
  title: 'Access required AWS services',
  grants: [
    { on: 'named-buckets', actions: calls('s3', 'ListBucket', 'GetObject', 'PutObject') },
    {
      on: 'anything',
      actions: ['sagemaker:BatchPutMetrics', 'ecr:GetAuthorizationToken', 'ecr:ListImages', 'cloudwatch:PutMetricData'],
    },
    {
      on: 'named-repositories',
      actions: calls('ecr', 'BatchCheckLayerAvailability', 'GetDownloadUrlForLayer', 'BatchGetImage'),
    },
    {
      on: 'sagemaker-logs',
      actions: calls('logs', 'CreateLogGroup', 'CreateLogStream', 'PutLogEvents', 'DescribeLogStreams'),
    },
    // In a VPC, and with keys of one's own.
    {
      on: 'anything',
      actions: calls(
        'ec2',
        ...each(['Create', 'Delete'], ['NetworkInterface', 'NetworkInterfacePermission']),
        ...each(['Describe'], ['NetworkInterfaces', 'Vpcs', 'DhcpOptions', 'Subnets', 'SecurityGroups']),
      ),
    },
    usesKeys,
  ],
};

const data = calls('s3', 'GetObject', 'PutObject', 'DeleteObject', 'ListBucket');

const jobs = ['TrainingJob', 'TransformJob', 'ProcessingJob', 'AutoMLJob', 'HyperParameterTuningJob'];

/**
 * The activities of SageMaker's Role Manager whose calls are published: cdklabs/cdk-aws-sagemaker-role-manager (Apache-2.0),
 * read 2026-11-23; of an activity's forms (in a VPC, with keys) the calls of all. Newer ones of the console (Canvas, MLflow,
 * EMR) have names and no published calls.
 */
export const activities: readonly Activity[] = [
  computing,
  {
    id: 'runStudioApps',
    title: 'Run Studio applications',
    grants: [
      ...ofSagemaker(
        [
          ...each(['Create', 'Delete', 'Describe'], ['App', 'AppImageConfig']),
          'UpdateAppImageConfig',
          'DescribeDomain',
          'DescribeUserProfile',
        ],
        each(['List'], ['Apps', 'AppImageConfigs', 'Domains', 'UserProfiles']),
      ),
      passesRoles,
      lendsKeys,
      usesKeys,
      { on: 'named-keys', actions: ['kms:DescribeKey'] },
    ],
  },
  {
    id: 'manageJobs',
    title: 'Manage ML jobs',
    grants: [
      ...ofSagemaker(
        [...each(['Create', 'Describe', 'Stop'], jobs), 'UpdateTrainingJob', 'BatchGetMetrics'],
        [
          'Search',
          ...each(['List'], plural(jobs)),
          'ListCandidatesForAutoMLJob',
          'ListTrainingJobsForHyperParameterTuningJob',
        ],
      ),
      passesRoles,
      lendsKeys,
    ],
  },
  {
    id: 'manageModels',
    title: 'Manage models',
    grants: [
      ...ofSagemaker(
        [
          ...each(['Create', 'Describe', 'Delete'], ['Model', 'ModelPackage', 'ModelPackageGroup']),
          'UpdateModelPackage',
          'BatchDescribeModelPackage',
        ],
        each(['List'], ['Models', 'ModelPackages', 'ModelPackageGroups']),
      ),
      passesRoles,
    ],
  },
  {
    id: 'manageEndpoints',
    title: 'Manage endpoints',
    grants: [
      ...ofSagemaker(
        [
          ...each(['Create', 'Delete', 'Describe'], ['Endpoint', 'EndpointConfig']),
          'UpdateEndpoint',
          'UpdateEndpointWeightsAndCapacities',
        ],
        each(['List'], ['Endpoints', 'EndpointConfigs']),
      ),
      lendsKeys,
    ],
  },
  {
    id: 'managePipelines',
    title: 'Manage pipelines',
    grants: [
      ...ofSagemaker(
        [
          ...each(['Create', 'Delete', 'Describe'], ['Pipeline']),
          ...each(['Start', 'Stop', 'Retry', 'Update', 'Describe'], ['PipelineExecution']),
          ...each(['SendPipelineExecutionStep'], ['Success', 'Failure']),
          'DescribePipelineDefinitionForExecution',
        ],
        each(['ListPipeline'], ['s', 'Executions', 'ExecutionSteps', 'ParametersForExecution']),
      ),
      passesRoles,
    ],
  },
  {
    id: 'manageExperiments',
    title: 'Manage experiments',
    grants: ofSagemaker(
      [
        ...each(['Create', 'Update', 'Delete'], lineage),
        ...each(['Associate', 'Disassociate'], ['TrialComponent']),
        ...each(['Add', 'Delete'], ['Association']),
      ],
      [],
    ),
  },
  {
    id: 'visualizeExperiments',
    title: 'Search and visualize experiments',
    grants: ofSagemaker(each(['Describe'], [...lineage, 'LineageGroup']), [
      ...each(['List'], [...plural(lineage), 'Associations', 'LineageGroups']),
      'GetLineageGroupPolicy',
      'QueryLineage',
      'Search',
      'GetSearchSuggestions',
    ]),
  },
  {
    id: 'monitorModels',
    title: 'Manage model monitoring',
    grants: [
      ...ofSagemaker(
        [
          ...each(['Create', 'Update', 'Describe', 'Delete', 'Start', 'Stop'], ['MonitoringSchedule']),
          ...each(['Create', 'Describe', 'Stop'], ['ProcessingJob']),
        ],
        each(['List'], ['MonitoringSchedules', 'ProcessingJobs']),
      ),
      passesRoles,
      lendsKeys,
    ],
  },
  {
    id: 'accessS3Buckets',
    title: 'Access S3 buckets',
    grants: [{ on: 'named-buckets', actions: data }],
  },
  {
    id: 'accessS3AllResources',
    title: 'Access all S3 buckets',
    grants: [{ on: 'anything', actions: data }],
  },
  {
    id: 'queryWorkgroups',
    title: 'Query Athena workgroups',
    grants: [
      {
        on: 'named-workgroups',
        actions: calls('athena', ...each(['Get', 'Start', 'Stop'], ['QueryExecution']), 'GetQueryResults'),
      },
      { on: 'anything', actions: calls('athena', ...each(['List'], ['DataCatalogs', 'Databases', 'TableMetadata'])) },
    ],
  },
  {
    id: 'manageGlueTables',
    title: 'Manage Glue tables',
    grants: [
      { on: 'named-databases', actions: calls('glue', 'SearchTables', 'GetTable', 'UpdateTable') },
      // Putting an access list only with the canned one that leaves the bucket its owner's.
      { on: 'named-buckets', actions: calls('s3', 'GetObject', 'PutObject', 'GetBucketAcl', 'PutBucketAcl') },
      usesKeys,
    ],
  },
];
