import control from '../../../shared/controls/sagemaker/processing-job-container-traffic-encryption.ts';
import { cases } from '../cases.ts';
import { processingJobRecord } from './job-records.ts';

export default cases(control, {
  pass: { 'several instances, switched on': { enableInterContainerTrafficEncryption: true, instanceCount: 4 } },
  fail: {
    'several instances, left off': {
      enableInterContainerTrafficEncryption: false,
      instanceCount: 4,
      expect: 'between the 4 instances',
    },
  },
  notApplicable: {
    'one instance': { enableInterContainerTrafficEncryption: false, instanceCount: 1 },
    'a serverless job': { enableInterContainerTrafficEncryption: false, instanceCount: null },
  },
  record: processingJobRecord,
});
