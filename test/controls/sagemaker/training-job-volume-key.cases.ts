import control from '../../../shared/controls/sagemaker/training-job-volume-key.ts';
import { cases } from '../cases.ts';
import { trainingJobRecord } from './job-records.ts';
import { jobVolumeKeyRows } from './job-rows.ts';

export default cases(control, { ...jobVolumeKeyRows, record: trainingJobRecord });
