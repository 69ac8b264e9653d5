import control from '../../../shared/controls/sagemaker/notebook-platform.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'Amazon Linux 2023': { platformIdentifier: 'notebook-al2023-v1' } },
  fail: {
    'Amazon Linux 1': { platformIdentifier: 'notebook-al1-v1', expect: 'not supported since 2023-12-31' },
    'Amazon Linux 2': { platformIdentifier: 'notebook-al2-v3', expect: 'not supported since 2026-06-30' },
  },
  unknown: { 'a platform that the table does not know': { platformIdentifier: 'notebook-al2030-v1' } },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    requestParameters: {
      notebookInstanceName: 'exploration',
      instanceType: 'ml.t3.medium',
      roleArn: 'arn:aws:iam::111122223333:role/notebook',
      platformIdentifier: 'notebook-al2-v2',
    },
  },
});
