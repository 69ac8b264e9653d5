import control from '../../../shared/controls/sagemaker/notebook-root-access.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'switched off': { rootAccess: 'Disabled' } },
  fail: { 'left on, which is the default': { rootAccess: 'Enabled', expect: 'root access' } },
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
