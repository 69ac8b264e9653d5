import control from '../../../shared/controls/sagemaker/model-network-isolation.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'switched on': { enableNetworkIsolation: true } },
  fail: { 'left off, which is the default': { enableNetworkIsolation: false, expect: 'outbound network calls' } },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateModel',
    requestParameters: {
      modelName: 'churn',
      executionRoleArn: 'arn:aws:iam::111122223333:role/ml-hosting',
      primaryContainer: { image: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:7' },
      enableNetworkIsolation: false,
    },
  },
});
