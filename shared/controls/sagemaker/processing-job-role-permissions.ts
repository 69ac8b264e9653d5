import { rolePermissions } from '../../control-families/role-permissions.ts';
import { processingJob } from '../../resources/sagemaker/processing-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default rolePermissions({
  id: 'sagemaker/processing-job-role-permissions',
  title: 'Processing jobs run under roles that may do no more than they need',
  severity: 'high',
  appliesTo: processingJob,
  reads: ['roleArn'],

  who: 'whoever starts the job',
  command: definitionCommand('processing'),
});
