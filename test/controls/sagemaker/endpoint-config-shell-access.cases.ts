import control from '../../../shared/controls/sagemaker/endpoint-config-shell-access.ts';
import { cases } from '../cases.ts';

const variant = {
  name: 'main',
  shadow: false,
  models: ['churn'],
  instanceTypes: ['ml.m5.large'],
  serverless: false,
  ssmAccess: false,
};

export default cases(control, {
  pass: { 'off, which is the default': { variants: [variant] } },
  fail: {
    'on, of a shadow variant': {
      variants: [variant, { ...variant, name: 'shadow', shadow: true, ssmAccess: true }],
      expect: 'variant shadow',
    },
  },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateEndpointConfig',
    requestParameters: {
      endpointConfigName: 'churn-7',
      kmsKeyId: '',
      productionVariants: [
        {
          variantName: 'main',
          modelName: 'churn',
          instanceType: 'ml.m5.large',
          initialInstanceCount: 1,
          enableSSMAccess: true,
        },
      ],
    },
  },
});
