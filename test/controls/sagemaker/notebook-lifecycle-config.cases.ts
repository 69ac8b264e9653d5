import control from '../../../shared/controls/sagemaker/notebook-lifecycle-config.ts';
import { cases } from '../cases.ts';

const configuration = { approved: { lifecycleConfigs: ['hardening-*'], gitHosts: [], boundaries: [] } };

export default cases(control, {
  pass: { 'an approved one': { lifecycleConfigName: 'Hardening-7', configuration } },
  fail: {
    none: { lifecycleConfigName: null, configuration, expect: 'without a lifecycle configuration' },
    'another one': { lifecycleConfigName: 'mine', configuration, expect: 'not approved' },
  },
  notApplicable: { 'nobody told which are approved': { lifecycleConfigName: null } },
  configuration,
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
