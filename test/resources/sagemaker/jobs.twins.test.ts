import { expect, test } from 'vitest';
import { processingJob } from '../../../shared/resources/sagemaker/processing-job.ts';
import { trainingJob } from '../../../shared/resources/sagemaker/training-job.ts';
import { expectTwins, statedBy } from '../twins.ts';
import { arn, call, image, key, role, tags, vpc } from './shapes.ts';

test('a training job of instance groups', () =>
  expectTwins(trainingJob, {
    records: [
      call('CreateTrainingJob', {
        trainingJobName: 'Train-Churn-20261102',
        trainingJobArn: arn('training-job/train-churn-20261102'),
        roleArn: role,
        algorithmSpecification: { trainingImage: image, trainingInputMode: 'File' },
        inputDataConfig: [
          { channelName: 'train', dataSource: { s3DataSource: { s3Uri: 's3://ml-data/churn/' } } },
          {
            channelName: 'listed',
            dataSource: { s3DataSource: { s3DataType: 'ManifestFile', s3Uri: 's3://ml-data/train.manifest' } },
          },
        ],
        outputDataConfig: { s3OutputPath: 's3://ml-models/churn', kmsKeyId: '', disableModelUpload: false },
        resourceConfig: {
          volumeSizeInGB: 50,
          volumeKmsKeyId: key,
          instanceGroups: [
            { instanceGroupName: 'a', instanceType: 'ml.m5.xlarge', instanceCount: 2 },
            { instanceGroupName: 'b', instanceType: 'ml.g5.xlarge', instanceCount: 1 },
          ],
        },
        vpcConfig: vpc.request,
        enableNetworkIsolation: false,
        enableInterContainerTrafficEncryption: true,
        experimentConfig: { experimentName: 'churn' },
        environment: { STAGE: 'prod' },
        hyperParameters: { depth: '6', sagemaker_submit_directory: '"s3://ml-code/churn/source.tar.gz"' },
        checkpointConfig: { s3Uri: 's3://ml-checkpoints/churn' },
        debugHookConfig: { s3OutputPath: 's3://ml-debug/churn' },
        profilerConfig: { s3OutputPath: 's3://ml-debug/profile' },
        tensorBoardOutputConfig: { s3OutputPath: 's3://ml-boards/churn' },
        tags: tags.request,
      }),
    ],
    output: {
      TrainingJobName: 'Train-Churn-20261102',
      TrainingJobArn: arn('training-job/train-churn-20261102'),
      TrainingJobStatus: 'Completed',
      RoleArn: role,
      AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
      InputDataConfig: [
        { ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: 's3://ml-data/churn/' } } },
        {
          ChannelName: 'listed',
          DataSource: { S3DataSource: { S3DataType: 'ManifestFile', S3Uri: 's3://ml-data/train.manifest' } },
        },
      ],
      OutputDataConfig: { S3OutputPath: 's3://ml-models/churn', KmsKeyId: '' },
      ResourceConfig: {
        VolumeSizeInGB: 50,
        VolumeKmsKeyId: key,
        InstanceGroups: [
          { InstanceGroupName: 'a', InstanceType: 'ml.m5.xlarge', InstanceCount: 2 },
          { InstanceGroupName: 'b', InstanceType: 'ml.g5.xlarge', InstanceCount: 1 },
        ],
      },
      VpcConfig: vpc.output,
      EnableNetworkIsolation: false,
      EnableInterContainerTrafficEncryption: true,
      ExperimentConfig: { ExperimentName: 'churn' },
      Environment: { STAGE: 'prod' },
      HyperParameters: { depth: '6', sagemaker_submit_directory: '"s3://ml-code/churn/source.tar.gz"' },
      CheckpointConfig: { S3Uri: 's3://ml-checkpoints/churn' },
      DebugHookConfig: { S3OutputPath: 's3://ml-debug/churn' },
      ProfilerConfig: { S3OutputPath: 's3://ml-debug/profile' },
      TensorBoardOutputConfig: { S3OutputPath: 's3://ml-boards/churn' },
      ModelArtifacts: { S3ModelArtifacts: 's3://ml-models/churn/model.tar.gz' },
      // What a job says of its own failure names no place that it was given.
      FailureReason: 'ClientError: no objects under s3://phi-archive/',
      Tags: tags.output,
    },
  }));

test('a processing job with a staged dataset', () =>
  expectTwins(processingJob, {
    records: [
      call('CreateProcessingJob', {
        processingJobName: 'prepare-20261102',
        roleArn: role,
        appSpecification: { imageUri: image, containerArguments: ['--rules', 's3://ml-rules/7.json'] },
        processingInputs: [
          { inputName: 'raw', s3Input: { s3Uri: 's3://ml-data/raw', s3DataType: 'S3Prefix' } },
          {
            inputName: 'sql',
            datasetDefinition: {
              athenaDatasetDefinition: { database: 'sales', outputS3Uri: 's3://ml-staging/q', kmsKeyId: key },
            },
          },
        ],
        processingOutputConfig: {
          outputs: [{ outputName: 'o', s3Output: { s3Uri: 's3://ml-data/out' } }],
          kmsKeyId: key,
        },
        processingResources: { clusterConfig: { instanceCount: 1, instanceType: 'ml.m5.large', volumeSizeInGB: 30 } },
        networkConfig: { enableNetworkIsolation: true, vpcConfig: vpc.request },
      }),
    ],
    output: {
      ProcessingJobName: 'prepare-20261102',
      ProcessingJobArn: arn('processing-job/prepare-20261102'),
      TrainingJobArn: arn('training-job/debugged'),
      RoleArn: role,
      AppSpecification: { ImageUri: image, ContainerArguments: ['--rules', 's3://ml-rules/7.json'] },
      ProcessingInputs: [
        { InputName: 'raw', S3Input: { S3Uri: 's3://ml-data/raw', S3DataType: 'S3Prefix' } },
        {
          InputName: 'sql',
          DatasetDefinition: {
            AthenaDatasetDefinition: { Database: 'sales', OutputS3Uri: 's3://ml-staging/q', KmsKeyId: key },
          },
        },
      ],
      ProcessingOutputConfig: {
        Outputs: [{ OutputName: 'o', S3Output: { S3Uri: 's3://ml-data/out' } }],
        KmsKeyId: key,
      },
      ProcessingResources: { ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 30 } },
      NetworkConfig: { EnableNetworkIsolation: true, VpcConfig: vpc.output },
      Tags: [],
    },
  }));

const placesOf = (request: object) => {
  const { furtherBuckets, indirectInputs, inputBuckets } = statedBy(trainingJob, [
    call('CreateTrainingJob', { trainingJobName: 'train', roleArn: role, ...request }),
  ]).state;
  return { furtherBuckets, indirectInputs, inputBuckets };
};

test('every bucket that a job names is known, wherever in the request it stands', () => {
  expect(
    placesOf({
      checkpointConfig: { s3Uri: 's3://checkpoints/a' },
      hyperParameters: { sagemaker_submit_directory: '"s3://code/source.tar.gz"', args: '["--in","s3a://lake/x"]' },
      environment: { A: 'https://weights.s3.eu-central-1.amazonaws.com/a', B: 'https://s3.amazonaws.com/vocabulary/b' },
      algorithmSpecification: { containerArguments: ['--conf', 's3://code/conf.json'] },
      debugRuleConfigurations: [{ s3OutputPath: 's3://rules/' }],
    }).furtherBuckets,
  ).toEqual(['checkpoints', 'rules', 'code', 'lake', 'weights', 'vocabulary']);
});

test('what leads to buckets that a job does not name is told', () => {
  const source = (members: object) => ({ dataSource: { s3DataSource: members } });
  const point = 'arn:aws:s3:eu-central-1:111122223333:accesspoint/claims';
  expect(
    placesOf({
      inputDataConfig: [
        source({ s3DataType: 'S3Prefix', s3Uri: 's3://ml-data/churn/' }),
        source({ s3DataType: 'AugmentedManifestFile', s3Uri: 's3://ml-data/labels.manifest' }),
        source({ s3DataType: 'S3Prefix', s3Uri: `s3://${point}/2026/` }),
        source({ s3DataType: 'S3Prefix', s3Uri: 's3://claims-abcdefghij-s3alias/2026/' }),
      ],
    }),
  ).toEqual({
    inputBuckets: ['ml-data'],
    indirectInputs: [
      'manifest s3://ml-data/labels.manifest',
      `access point ${point}`,
      'access point claims-abcdefghij-s3alias',
    ],
    furtherBuckets: null,
  });
});

test('where AWS masked what may name a bucket, the further buckets are not known', () => {
  expect(placesOf({ hyperParameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' }).furtherBuckets).toBeUndefined();
  expect(placesOf({ environment: { CODE: 's3://code/a', SECRET: '****' } }).furtherBuckets).toBeUndefined();
});
