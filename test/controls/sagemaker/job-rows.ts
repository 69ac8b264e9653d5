import { relatedKey } from '../related.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** What training and processing jobs must say alike of the key of their volumes. */
export const jobVolumeKeyRows = {
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
};

/** What they must say alike of the traffic between their containers. */
export const jobTrafficRows = {
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
};
