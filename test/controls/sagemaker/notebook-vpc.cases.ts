import control from '../../../shared/controls/sagemaker/notebook-vpc.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'in a subnet': { subnetId: 'subnet-1' } },
  fail: { 'no subnet is named': { subnetId: null, expect: "SageMaker's own network" } },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    requestParameters: {
      notebookInstanceName: 'exploration',
      instanceType: 'ml.t3.medium',
      roleArn: 'arn:aws:iam::111122223333:role/notebook',
      subnetId: '',
    },
  },
});
