import control from '../../../shared/controls/sagemaker/notebook-ip-address-type.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'IPv4, which is the default': { ipAddressType: 'ipv4' } },
  fail: { 'both families': { ipAddressType: 'dualstack', expect: 'IPv6' } },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    requestParameters: {
      notebookInstanceName: 'exploration',
      instanceType: 'ml.t3.medium',
      roleArn: 'arn:aws:iam::111122223333:role/notebook',
      ipAddressType: 'dualstack',
    },
  },
});
