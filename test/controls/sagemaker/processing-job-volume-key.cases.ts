import control from '../../../shared/controls/sagemaker/processing-job-volume-key.ts';
import { cases } from '../cases.ts';
import { relatedKey } from '../related.ts';
import { processingJobRecord } from './job-records.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';

export default cases(control, {
  pass: {
    'a key that the customer manages': {
      volumeKmsKeyId: id,
      instanceTypes: ['ml.m5.xlarge'],
      related: relatedKey(id, { keyManager: 'CUSTOMER', keyState: 'Enabled' }, 'volumeKey'),
    },
  },
  fail: {
    'no key, on EBS': { volumeKmsKeyId: null, instanceTypes: ['ml.m5.xlarge'], expect: 'discarded after use' },
    'a key that AWS manages': {
      volumeKmsKeyId: id,
      instanceTypes: ['ml.m5.xlarge'],
      related: relatedKey(id, { keyManager: 'AWS' }, 'volumeKey'),
      expect: 'AWS managed key',
    },
  },
  notApplicable: {
    'local NVMe disks': { volumeKmsKeyId: null, instanceTypes: ['ml.g5.xlarge'] },
    'one group with local NVMe disks': { volumeKmsKeyId: null, instanceTypes: ['ml.m5.xlarge', 'ml.p5.48xlarge'] },
    'a serverless job': { volumeKmsKeyId: null, instanceTypes: null },
  },
  unknown: {
    'a family that is not known': { volumeKmsKeyId: null, instanceTypes: ['ml.z9.large'] },
    'a key that nothing is known of': {
      volumeKmsKeyId: id,
      instanceTypes: ['ml.m5.xlarge'],
      related: relatedKey(id, {}, 'volumeKey'),
    },
  },
  record: processingJobRecord,
});
