import control from '../../../shared/controls/sagemaker/training-job-network-isolation.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'switched on': { enableNetworkIsolation: true } },
  fail: { 'left off, which is the default': { enableNetworkIsolation: false, expect: 'outbound network calls' } },
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
