import control from '../../../shared/controls/sagemaker/processing-job-container-traffic-encryption.ts';
import { cases } from '../cases.ts';
import { processingJobRecord } from './job-records.ts';
import { jobTrafficRows } from './job-rows.ts';

export default cases(control, { ...jobTrafficRows, record: processingJobRecord });
