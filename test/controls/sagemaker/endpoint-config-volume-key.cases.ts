import control from '../../../shared/controls/sagemaker/endpoint-config-volume-key.ts';
import { cases } from '../cases.ts';
import { relatedKey } from '../related.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const variant = {
  name: 'main',
  shadow: false,
  models: ['churn'],
  instanceTypes: ['ml.m5.large'],
  serverless: false,
  ssmAccess: false,
};

export default cases(control, {
  pass: {
    'a key that the customer manages': {
      kmsKeyId: id,
      variants: [variant],
      related: relatedKey(id, { keyManager: 'CUSTOMER' }),
    },
  },
  fail: {
    'no key, on EBS': { kmsKeyId: null, variants: [variant], expect: 'discarded after use' },
    'no key, one variant on EBS and one serverless': {
      kmsKeyId: null,
      variants: [variant, { ...variant, serverless: true, instanceTypes: [] }],
      expect: 'discarded after use',
    },
    'a key that AWS manages': {
      kmsKeyId: id,
      variants: [variant],
      related: relatedKey(id, { keyManager: 'AWS' }),
      expect: 'AWS managed key',
    },
  },
  notApplicable: {
    'local NVMe disks': { kmsKeyId: null, variants: [{ ...variant, instanceTypes: ['ml.g5.xlarge'] }] },
    'one variant with local NVMe disks': {
      kmsKeyId: null,
      variants: [variant, { ...variant, instanceTypes: ['ml.p5.48xlarge'] }],
    },
    serverless: { kmsKeyId: null, variants: [{ ...variant, serverless: true, instanceTypes: [] }] },
  },
  unknown: {
    'a family that is not known': { kmsKeyId: null, variants: [{ ...variant, instanceTypes: ['ml.z9.large'] }] },
    'a key that nothing is known of': { kmsKeyId: id, variants: [variant], related: relatedKey(id) },
  },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateEndpointConfig',
    requestParameters: {
      endpointConfigName: 'churn-7',
      kmsKeyId: '',
      productionVariants: [
        { variantName: 'main', modelName: 'churn', instanceType: 'ml.m5.large', initialInstanceCount: 1 },
      ],
    },
  },
});
