import control from '../../../shared/controls/sagemaker/processing-job-network-isolation.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'switched on': { enableNetworkIsolation: true } },
  fail: { 'left off, which is the default': { enableNetworkIsolation: false, expect: 'outbound network calls' } },
  record: {
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
  },
});
