import control from '../../../shared/controls/sagemaker/training-job-data-access.ts';
import { cases } from '../cases.ts';
import { jobAccessRows } from './job-access-rows.ts';
import { trainingJobRecord } from './job-records.ts';
import { reading, roleWithAccess, writingTo } from './job-roles.ts';

export default cases(control, {
  ...writingTo(jobAccessRows, { outputUri: 's3://ml-models/churn' }),
  record: [...roleWithAccess('ml-training', reading('ml-models', 'phi-archive')), trainingJobRecord],
});
