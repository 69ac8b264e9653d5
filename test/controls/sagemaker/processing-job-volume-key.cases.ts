import control from '../../../shared/controls/sagemaker/processing-job-volume-key.ts';
import { cases } from '../cases.ts';
import { processingJobRecord } from './job-records.ts';
import { jobVolumeKeyRows } from './job-rows.ts';

export default cases(control, { ...jobVolumeKeyRows, record: processingJobRecord });
