import { test } from 'vitest';
import { processingJob } from '../../../shared/resources/sagemaker/processing-job.ts';
import { trainingJob } from '../../../shared/resources/sagemaker/training-job.ts';
import { expectTwins } from '../twins.ts';
import { arn, call, image, key, role, tags, vpc } from './shapes.ts';

test('a training job of instance groups', () =>
  expectTwins(trainingJob, {
    records: [
      call('CreateTrainingJob', {
        trainingJobName: 'Train-Churn-20261102',
        trainingJobArn: arn('training-job/train-churn-20261102'),
        roleArn: role,
        algorithmSpecification: { trainingImage: image, trainingInputMode: 'File' },
        inputDataConfig: [{ channelName: 'train', dataSource: { s3DataSource: { s3Uri: 's3://ml-data/churn/' } } }],
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
        hyperParameters: { depth: '6' },
        tags: tags.request,
      }),
    ],
    output: {
      TrainingJobName: 'Train-Churn-20261102',
      TrainingJobArn: arn('training-job/train-churn-20261102'),
      TrainingJobStatus: 'Completed',
      RoleArn: role,
      AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
      InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: 's3://ml-data/churn/' } } }],
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
      Tags: tags.output,
    },
  }));

test('a processing job with a staged dataset', () =>
  expectTwins(processingJob, {
    records: [
      call('CreateProcessingJob', {
        processingJobName: 'prepare-20261102',
        roleArn: role,
        appSpecification: { imageUri: image },
        processingInputs: [
          { inputName: 'raw', s3Input: { s3Uri: 's3://ml-data/raw', s3DataType: 'S3Prefix' } },
          {
            inputName: 'sql',
            datasetDefinition: { athenaDatasetDefinition: { outputS3Uri: 's3://ml-staging/q', kmsKeyId: key } },
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
      AppSpecification: { ImageUri: image },
      ProcessingInputs: [
        { InputName: 'raw', S3Input: { S3Uri: 's3://ml-data/raw', S3DataType: 'S3Prefix' } },
        {
          InputName: 'sql',
          DatasetDefinition: { AthenaDatasetDefinition: { OutputS3Uri: 's3://ml-staging/q', KmsKeyId: key } },
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
