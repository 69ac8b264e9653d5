import { jobS3Endpoint } from '../../control-families/job-s3-endpoint.ts';
import { trainingJob } from '../../resources/sagemaker/training-job.ts';

export default jobS3Endpoint({
  id: 'sagemaker/training-job-s3-endpoint',
  appliesTo: trainingJob,
  jobs: 'training jobs',
  outputFields: ['outputUri'],
  permissions: 'sagemaker/training-job-role-permissions',
  vpc: 'sagemaker/training-job-vpc',
});
