import { rolePermissions } from '../../control-families/role-permissions.ts';
import { trainingJob } from '../../resources/sagemaker/training-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default rolePermissions({
  id: 'sagemaker/training-job-role-permissions',
  title: 'Training jobs run under roles that may do no more than they need',
  severity: 'high',
  appliesTo: trainingJob,
  reads: ['roleArn'],

  who: 'whoever starts the job',
  command: definitionCommand('training'),
});
