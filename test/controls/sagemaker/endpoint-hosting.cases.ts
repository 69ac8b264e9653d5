import control from '../../../shared/controls/sagemaker/endpoint-hosting.ts';
import { cases } from '../cases.ts';
import { relatedKey, relatedResource } from '../related.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const arn = (path: string) => `arn:aws:sagemaker:eu-central-1:111122223333:${path}`;
const variant = {
  name: 'main',
  shadow: false,
  models: ['churn'],
  instanceTypes: ['ml.m5.large'],
  serverless: false,
  ssmAccess: false,
};
const isolated = { subnets: ['subnet-1'], enableNetworkIsolation: true };
const config = {
  kmsKeyId: id,
  variants: [variant],
  captures: false,
  captureKmsKeyId: null,
  subnets: null,
  enableNetworkIsolation: false,
};

/** An endpoint's configuration and its model, as far as they are known. */
const chain = (configState: object, modelState: object, keyState: object = { keyManager: 'CUSTOMER' }) => ({
  endpointConfigName: 'churn-7',
  related: {
    endpointConfig: [
      relatedResource(
        'sagemaker/endpoint-config',
        arn('endpoint-config/churn-7'),
        { ...configState },
        {
          related: {
            ...relatedKey(id, { ...keyState }),
            models: [relatedResource('sagemaker/model', arn('model/churn'), { ...modelState })],
          },
        },
      ),
    ],
  },
});

export default cases(control, {
  pass: {
    'all of it complies': chain(config, isolated),
    'serverless, with a model that complies': chain(
      { ...config, kmsKeyId: null, variants: [{ ...variant, instanceTypes: [], serverless: true }] },
      isolated,
    ),
    'inference components in a VPC': chain(
      { ...config, variants: [{ ...variant, models: [] }], subnets: ['subnet-1'], enableNetworkIsolation: true },
      isolated,
    ),
  },
  fail: {
    'its volume has no key of the customer': {
      ...chain({ ...config, kmsKeyId: null }, isolated),
      expect: 'Answers with configuration churn-7: The volume',
    },
    'its key was disabled': {
      ...chain(config, isolated, { keyManager: 'CUSTOMER', keyState: 'Disabled' }),
      expect: 'is disabled',
    },
    'its capture has no key of the customer': {
      ...chain({ ...config, captures: true }, isolated),
      expect: 'Captured inference data',
    },
    'a shell can be opened': {
      ...chain({ ...config, variants: [{ ...variant, ssmAccess: true }] }, isolated),
      expect: 'Systems Manager',
    },
    'a model outside the VPC that can call out': {
      ...chain(config, { subnets: null, enableNetworkIsolation: false }),
      expect: "Model churn runs outside your VPCs, on SageMaker's own network, and 1 more",
    },
    'what fails counts, whatever else is unknown': {
      ...chain({ ...config, kmsKeyId: null }, {}),
      expect: 'The volume',
    },
    'inference components outside a VPC': {
      ...chain({ ...config, variants: [{ ...variant, models: [] }], enableNetworkIsolation: true }, isolated),
      expect: 'Inference components of variant main run outside your VPCs',
    },
  },
  unknown: {
    'a configuration that is not known': chain({}, isolated),
    'a model that is not known': chain(config, {}),
    'no configuration at all': { endpointConfigName: 'churn-7' },
  },
  record: [
    {
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'CreateModel',
      requestParameters: { modelName: 'churn', enableNetworkIsolation: false },
    },
    {
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'CreateEndpointConfig',
      requestParameters: {
        endpointConfigName: 'churn-7',
        productionVariants: [{ variantName: 'main', modelName: 'Churn', instanceType: 'ml.g5.xlarge' }],
      },
    },
    {
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'CreateEndpoint',
      requestParameters: { endpointName: 'churn', endpointConfigName: 'Churn-7' },
    },
  ],
});
