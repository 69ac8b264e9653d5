import control from '../../../shared/controls/sagemaker/endpoint-config-capture-key.ts';
import { cases } from '../cases.ts';
import { relatedKey } from '../related.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';

export default cases(control, {
  pass: {
    'a key that the customer manages': {
      captures: true,
      captureKmsKeyId: id,
      related: relatedKey(id, { keyManager: 'CUSTOMER' }, 'captureKey'),
    },
  },
  fail: { 'no key': { captures: true, captureKmsKeyId: null, expect: 'the default key of S3' } },
  notApplicable: { 'no capture': { captures: false, captureKmsKeyId: null } },
  unknown: {
    'a key that nothing is known of': {
      captures: true,
      captureKmsKeyId: id,
      related: relatedKey(id, {}, 'captureKey'),
    },
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
      dataCaptureConfig: {
        enableCapture: true,
        initialSamplingPercentage: 100,
        destinationS3Uri: 's3://ml-capture/churn',
        captureOptions: [{ captureMode: 'Input' }],
      },
    },
  },
});
