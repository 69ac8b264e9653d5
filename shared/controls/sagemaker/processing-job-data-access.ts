import { jobDataAccess } from '../../control-families/job-data-access.ts';
import { processingJob } from '../../resources/sagemaker/processing-job.ts';

export default jobDataAccess({
  id: 'sagemaker/processing-job-data-access',
  appliesTo: processingJob,
  jobs: 'processing jobs',
  outputFields: ['outputUris', 'staging'],
  permissions: 'sagemaker/processing-job-role-permissions',
});
