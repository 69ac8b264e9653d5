import control from '../../../shared/controls/sagemaker/notebook-direct-internet-access.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'in a VPC, access disabled': { directInternetAccess: 'Disabled', subnetId: 'subnet-1' } },
  fail: {
    'in a VPC, access left on': { directInternetAccess: 'Enabled', subnetId: 'subnet-1', expect: 'beside your VPC' },
    'created with the defaults': { directInternetAccess: 'Enabled', subnetId: null, expect: 'outside any VPC' },
  },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    requestParameters: {
      notebookInstanceName: 'exploration',
      instanceType: 'ml.t3.medium',
      roleArn: 'arn:aws:iam::111122223333:role/notebook',
    },
  },
});
