import control from '../../../shared/controls/sagemaker/model-vpc.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'in two subnets': { subnets: ['subnet-1', 'subnet-2'] } },
  fail: { 'no VPC is named': { subnets: null, expect: "SageMaker's own network" } },
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
