import control from '../../../shared/controls/sagemaker/processing-job-data-access.ts';
import { cases } from '../cases.ts';
import { jobAccessRows } from './job-access-rows.ts';
import { processingJobRecord } from './job-records.ts';
import { reading, roleWithAccess, writingTo } from './job-roles.ts';

export default cases(control, {
  ...writingTo(jobAccessRows, { outputUris: ['s3://ml-models/churn'], staging: [] }),
  record: [...roleWithAccess('ml-processing', reading('ml-data', 'phi-archive')), processingJobRecord],
});
