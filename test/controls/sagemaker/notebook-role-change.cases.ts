import control from '../../../shared/controls/sagemaker/notebook-role-change.ts';
import { activityCases } from '../cases.ts';

const roleArn = 'arn:aws:iam::111122223333:role/notebook';

export default activityCases(control, {
  pass: {
    'the one it had, in other letters': { roleArn, before: { roleArn: roleArn.replace('notebook', 'Notebook') } },
  },
  fail: {
    'another one': {
      roleArn: 'arn:aws:iam::111122223333:role/admin',
      before: { roleArn },
      expect: `from ${roleArn} to arn:aws:iam::111122223333:role/admin`,
    },
  },
  notApplicable: { 'an update of something else': { roleArn: null, before: { roleArn } } },
  unknown: { 'a notebook that was not known': { roleArn } },
  record: [
    {
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'CreateNotebookInstance',
      requestParameters: {
        notebookInstanceName: 'exploration',
        roleArn: 'arn:aws:iam::111122223333:role/notebook',
      },
    },
    {
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'UpdateNotebookInstance',
      requestParameters: { notebookInstanceName: 'Exploration', roleArn: 'arn:aws:iam::111122223333:role/admin' },
    },
  ],
});
