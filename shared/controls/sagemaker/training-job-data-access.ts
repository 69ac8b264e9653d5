import { jobDataAccess } from '../../control-families/job-data-access.ts';
import { trainingJob } from '../../resources/sagemaker/training-job.ts';

export default jobDataAccess({
  id: 'sagemaker/training-job-data-access',
  appliesTo: trainingJob,
  jobs: 'training jobs',
  outputFields: ['outputUri'],
  permissions: 'sagemaker/training-job-role-permissions',
});
