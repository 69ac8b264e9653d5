import control from '../../../shared/controls/sagemaker/training-job-container-traffic-encryption.ts';
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
  },
});
