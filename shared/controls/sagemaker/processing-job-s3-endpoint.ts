import { jobS3Endpoint } from '../../control-families/job-s3-endpoint.ts';
import { processingJob } from '../../resources/sagemaker/processing-job.ts';

export default jobS3Endpoint({
  id: 'sagemaker/processing-job-s3-endpoint',
  appliesTo: processingJob,
  jobs: 'processing jobs',
  outputFields: ['outputUris', 'staging'],
  permissions: 'sagemaker/processing-job-role-permissions',
  vpc: 'sagemaker/processing-job-vpc',
});
