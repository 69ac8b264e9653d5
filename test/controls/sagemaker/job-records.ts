import type { RecordFixture } from '../cases.ts';

/** A processing job that is started with nothing but what it needs: it fails every control of such jobs. */
export const processingJobRecord: RecordFixture = {
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateProcessingJob',
  requestParameters: {
    processingJobName: 'prepare-20261102',
    roleArn: 'arn:aws:iam::111122223333:role/ml-processing',
    appSpecification: { imageUri: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/prepare:7' },
    processingOutputConfig: { outputs: [{ outputName: 'o', s3Output: { s3Uri: 's3://ml-data/out' } }], kmsKeyId: '' },
    processingResources: {
      clusterConfig: { instanceType: 'ml.m5.xlarge', instanceCount: 2, volumeSizeInGB: 50, volumeKmsKeyId: '' },
    },
    networkConfig: { enableNetworkIsolation: false, enableInterContainerTrafficEncryption: false },
  },
};

/** A training job that is started with nothing but what it needs: it fails every control of such jobs. */
export const trainingJobRecord: RecordFixture = {
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateTrainingJob',
  requestParameters: {
    trainingJobName: 'train-churn-20261102',
    roleArn: 'arn:aws:iam::111122223333:role/ml-training',
    algorithmSpecification: {
      trainingImage: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:7',
      trainingInputMode: 'File',
    },
    outputDataConfig: { s3OutputPath: 's3://ml-models/churn', kmsKeyId: '' },
    resourceConfig: { instanceType: 'ml.m5.xlarge', instanceCount: 2, volumeSizeInGB: 50, volumeKmsKeyId: '' },
    enableNetworkIsolation: false,
    enableInterContainerTrafficEncryption: false,
  },
};
