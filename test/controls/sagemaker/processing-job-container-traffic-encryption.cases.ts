import control from '../../../shared/controls/sagemaker/processing-job-container-traffic-encryption.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'several instances, switched on': { enableInterContainerTrafficEncryption: true, instanceCount: 4 } },
  fail: {
    'several instances, left off': {
      enableInterContainerTrafficEncryption: false,
      instanceCount: 4,
      expect: 'between the 4 instances',
    },
  },
  notApplicable: {
    'one instance': { enableInterContainerTrafficEncryption: false, instanceCount: 1 },
    'a serverless job': { enableInterContainerTrafficEncryption: false, instanceCount: null },
  },
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
