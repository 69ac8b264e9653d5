import control from '../../../shared/controls/sagemaker/training-job-container-traffic-encryption.ts';
import { cases } from '../cases.ts';
import { trainingJobRecord } from './job-records.ts';
import { jobTrafficRows } from './job-rows.ts';

export default cases(control, { ...jobTrafficRows, record: trainingJobRecord });
