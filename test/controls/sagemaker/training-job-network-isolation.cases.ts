import control from '../../../shared/controls/sagemaker/training-job-network-isolation.ts';
import { cases } from '../cases.ts';
import { trainingJobRecord } from './job-records.ts';

export default cases(control, {
  pass: { 'switched on': { enableNetworkIsolation: true } },
  fail: { 'left off, which is the default': { enableNetworkIsolation: false, expect: 'outbound network calls' } },
  record: trainingJobRecord,
});
