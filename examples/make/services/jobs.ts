import type { Entry } from '../call.ts';
import { production, roleArn, throughService, type Actor, type Members } from '../cast.ts';
import { keyArn, registry, vpcConfig, type networks } from '../places.ts';
import { wordOf } from '../random.ts';
import { sagemakerArn, sagemakerCall, tagsOf } from './sagemaker.ts';

type Region = keyof typeof networks;

/** The step of the pipeline `churn-features` that reckons features anew every hour. */
export const featureStep = (time: string, region: Region, mended: boolean): Entry => {
  const processingJobName = `pipelines-${wordOf(`execution ${time}`, 12).toLowerCase()}-ComputeFeatures-${wordOf(`step ${time}`, 10)}`;
  const uri = 's3://meadow-ml-features/churn';
  return sagemakerCall(region, throughService('pipeline-execution', 'sagemaker.amazonaws.com'))(
    time,
    'CreateProcessingJob',
    {
      request: {
        processingJobName,
        processingInputs: [
          {
            inputName: 'events',
            appManaged: false,
            s3Input: {
              s3Uri: `${uri}/raw/`,
              localPath: '/opt/ml/processing/input',
              s3DataType: 'S3Prefix',
              s3InputMode: 'File',
              s3DataDistributionType: 'ShardedByS3Key',
              s3CompressionType: 'None',
            },
          },
        ],
        processingOutputConfig: {
          outputs: [
            {
              outputName: 'features',
              appManaged: false,
              s3Output: { s3Uri: `${uri}/features/`, localPath: '/opt/ml/processing/output', s3UploadMode: 'EndOfJob' },
            },
          ],
          kmsKeyId: mended ? keyArn('data', region) : '',
        },
        processingResources: {
          clusterConfig: {
            instanceCount: 2,
            instanceType: 'ml.m5.2xlarge',
            volumeSizeInGB: 100,
            volumeKmsKeyId: mended ? keyArn('data', region) : '',
          },
        },
        stoppingCondition: { maxRuntimeInSeconds: 3000 },
        appSpecification: {
          imageUri: `${registry(region)}/churn-features:2026.11.${mended ? 13 : 9}`,
          containerEntrypoint: ['python3', '/opt/program/features.py'],
        },
        environment: { LOOKBACK_HOURS: '48' },
        networkConfig: {
          enableInterContainerTrafficEncryption: mended,
          enableNetworkIsolation: mended,
          ...(mended && { vpcConfig: vpcConfig(region) }),
        },
        roleArn: roleArn('pipeline-execution'),
        experimentConfig: { experimentName: 'churn-features', trialName: processingJobName.slice(10, 22) },
        tags: tagsOf({ 'data-class': 'confidential' }),
      },
      response: { processingJobArn: sagemakerArn(region, 'processing-job', processingJobName) },
    },
  );
};

interface Sweep {
  time: string;
  region: Region;
  by: Actor;
  name: string;
  depth: number;
  mended: boolean;
}

/** One of the training jobs that a script of Bela's starts, each with other parameters. */
export const sweepJob = ({ time, region, by, name, depth, mended }: Sweep): Entry => {
  const trainingJobArn = sagemakerArn(region, 'training-job', name);
  const request: Members = {
    trainingJobName: name,
    trainingJobArn,
    roleArn: roleArn('training-execution'),
    algorithmSpecification: {
      trainingImage: `${registry(region)}/churn-xgboost:1.7-4`,
      trainingInputMode: 'File',
      enableSageMakerMetricsTimeSeries: false,
    },
    hyperParameters: { max_depth: String(depth), eta: '0.2', objective: 'binary:logistic' },
    inputDataConfig: [
      {
        channelName: 'train',
        dataSource: {
          s3DataSource: {
            s3DataType: 'S3Prefix',
            s3Uri: 's3://meadow-ml-training-us/churn/train/',
            s3DataDistributionType: 'FullyReplicated',
          },
        },
        contentType: 'text/csv',
        compressionType: 'None',
        recordWrapperType: 'None',
        enableFFM: false,
      },
    ],
    outputDataConfig: {
      s3OutputPath: 's3://meadow-ml-training-us/churn/models/',
      kmsKeyId: mended ? keyArn('training', region) : '',
      disableModelUpload: false,
      removeJobNameFromS3OutputPath: false,
    },
    // Local disks that the hardware encrypts: no key can be named for them.
    resourceConfig: {
      instanceType: 'ml.g5.xlarge',
      instanceCount: 1,
      volumeSizeInGB: 50,
      volumeKmsKeyId: '',
      keepAlivePeriodInSeconds: 0,
      useReservedCapacity: false,
    },
    stoppingCondition: { maxRuntimeInSeconds: 3600 },
    enableNetworkIsolation: mended,
    enableInterContainerTrafficEncryption: false,
    enableManagedSpotTraining: false,
    disableEFA: false,
    withWarmPoolValidationError: false,
    ...(mended && { vpcConfig: vpcConfig(region) }),
    tags: tagsOf({ owner: 'bela' }),
  };
  return sagemakerCall(region, by)(time, 'CreateTrainingJob', { request, response: { trainingJobArn } });
};

/** A child of a tuning: SageMaker's own event, which says that it began and not with what. */
export const tuningChild = (time: string, region: string, trainingJobName: string): Entry => {
  const entry = sagemakerCall(region, () => ({
    identity: { accountId: production, invokedBy: 'sagemaker.amazonaws.com' },
    account: production,
    address: 'sagemaker.amazonaws.com',
    agent: 'sagemaker.amazonaws.com',
    service: true,
  }));
  return entry(time, 'CreateTrainingJob', {
    type: 'AwsServiceEvent',
    details: { trainingJobName, trainingJobArn: sagemakerArn(region, 'training-job', trainingJobName) },
  });
};
