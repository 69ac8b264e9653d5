import control from '../../../shared/controls/sagemaker/notebook-metadata-version.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'version 2 is required': { minimumInstanceMetadataServiceVersion: '2' } },
  fail: { 'version 1, which is the default': { minimumInstanceMetadataServiceVersion: '1', expect: 'version 1' } },
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
