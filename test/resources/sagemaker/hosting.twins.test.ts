import { test } from 'vitest';
import { endpointConfig } from '../../../shared/resources/sagemaker/endpoint-config.ts';
import { endpoint } from '../../../shared/resources/sagemaker/endpoint.ts';
import { modelPackageGroup } from '../../../shared/resources/sagemaker/model-package-group.ts';
import { model } from '../../../shared/resources/sagemaker/model.ts';
import { expectTwins } from '../twins.ts';
import { arn, call, image, key, role, tags, vpc } from './shapes.ts';

test('a model of one container, and one of several', () => {
  for (const containers of ['primaryContainer', 'containers'] as const) {
    const container = { image, modelDataUrl: 's3://ml-models/churn/model.tar.gz' };
    const described = { Image: image, ModelDataUrl: 's3://ml-models/churn/model.tar.gz' };
    expectTwins(model, {
      records: [
        call('CreateModel', {
          modelName: 'churn',
          executionRoleArn: role,
          [containers]: containers === 'containers' ? [container] : container,
          vpcConfig: vpc.request,
          tags: tags.request,
        }),
      ],
      output: {
        ModelName: 'churn',
        ModelArn: arn('model/churn'),
        ExecutionRoleArn: role,
        ...(containers === 'containers' ? { Containers: [described] } : { PrimaryContainer: described }),
        VpcConfig: vpc.output,
        EnableNetworkIsolation: false,
        Tags: tags.output,
      },
    });
  }
});

test('an endpoint configuration with capture and a shadow variant', () =>
  expectTwins(endpointConfig, {
    records: [
      call('CreateEndpointConfig', {
        endpointConfigName: 'churn-7',
        kmsKeyId: key,
        productionVariants: [
          { variantName: 'a', modelName: 'churn', instanceType: 'ml.m5.large', initialInstanceCount: 1 },
          { variantName: 'b', modelName: 'small', serverlessConfig: { memorySizeInMB: 2048, maxConcurrency: 5 } },
        ],
        shadowProductionVariants: [
          { variantName: 's', modelName: 'next', instanceType: 'ml.m5.large', enableSSMAccess: true },
        ],
        dataCaptureConfig: { enableCapture: true, destinationS3Uri: 's3://ml-capture/churn', kmsKeyId: '' },
      }),
    ],
    output: {
      EndpointConfigName: 'churn-7',
      EndpointConfigArn: arn('endpoint-config/churn-7'),
      KmsKeyId: key,
      ProductionVariants: [
        { VariantName: 'a', ModelName: 'churn', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
        { VariantName: 'b', ModelName: 'small', ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 } },
      ],
      ShadowProductionVariants: [
        { VariantName: 's', ModelName: 'next', InstanceType: 'ml.m5.large', EnableSSMAccess: true },
      ],
      DataCaptureConfig: { EnableCapture: true, DestinationS3Uri: 's3://ml-capture/churn' },
      EnableNetworkIsolation: false,
      Tags: [],
    },
  }));

test('an endpoint, pointed at another configuration', () =>
  expectTwins(endpoint, {
    records: [
      call('CreateEndpoint', { endpointName: 'churn', endpointConfigName: 'churn-7' }),
      call('UpdateEndpoint', { endpointName: 'churn', endpointConfigName: 'churn-8' }),
    ],
    output: {
      EndpointName: 'churn',
      EndpointArn: arn('endpoint/churn'),
      EndpointConfigName: 'churn-8',
      EndpointStatus: 'InService',
      Tags: [],
    },
  }));

test('a model package group with a policy', () => {
  const resourcePolicy = '{"Version":"2012-10-17","Statement":[]}';
  expectTwins(modelPackageGroup, {
    records: [
      call('CreateModelPackageGroup', { modelPackageGroupName: 'churn', tags: tags.request }),
      call('PutModelPackageGroupPolicy', { modelPackageGroupName: 'churn', resourcePolicy }),
    ],
    output: {
      ModelPackageGroupName: 'churn',
      ModelPackageGroupArn: arn('model-package-group/churn'),
      ModelPackageGroupStatus: 'Completed',
      ResourcePolicy: resourcePolicy,
      Tags: tags.output,
    },
  });
});
