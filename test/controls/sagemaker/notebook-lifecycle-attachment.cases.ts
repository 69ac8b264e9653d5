import control from '../../../shared/controls/sagemaker/notebook-lifecycle-attachment.ts';
import { activityCases } from '../cases.ts';

export default activityCases(control, {
  pass: {
    'the one it had': { lifecycleConfigName: 'Hardening', before: { lifecycleConfigName: 'hardening' } },
    'an approved one': {
      lifecycleConfigName: 'hardening-8',
      before: { lifecycleConfigName: 'hardening-7' },
      configuration: { approved: { lifecycleConfigs: ['hardening-*'], gitHosts: [], boundaries: [] } },
    },
  },
  fail: {
    'to one that had none': {
      lifecycleConfigName: 'mine',
      before: { lifecycleConfigName: null },
      expect: 'which had none',
    },
    'in the place of another': {
      lifecycleConfigName: 'mine',
      before: { lifecycleConfigName: 'hardening' },
      expect: 'which had hardening',
    },
  },
  notApplicable: { 'an update of something else': { lifecycleConfigName: null, before: {} } },
  unknown: {
    'a notebook that was not known': { lifecycleConfigName: 'mine' },
    'a notebook of which only its role was known': { lifecycleConfigName: 'mine', before: { roleArn: 'a' } },
  },
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
      requestParameters: { notebookInstanceName: 'Exploration', lifecycleConfigName: 'mine' },
    },
  ],
});
