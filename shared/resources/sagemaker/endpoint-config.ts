import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defaultsTo, defineResourceType, refer, unset } from '../../core/resource-type.ts';
import { isMembers, textOf, type Members } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { sagemakerArn } from './arn.ts';
import { bucketsOf, listed, reach, texts, unstated } from './members.ts';
import { taggingOf } from './tags.ts';

const variantOf = (shadow: boolean) => (variant: Members) => {
  const pools = listed(reach(variant, 'instancePools'));
  const types = [reach(variant, 'instanceType'), ...pools.map((pool) => reach(pool, 'instanceType'))];
  const models = [reach(variant, 'modelName'), ...pools.map((pool) => reach(pool, 'modelNameOverride'))];
  return {
    name: textOf(reach(variant, 'variantName')) ?? 'unnamed',
    shadow,
    models: models.flatMap((name) => textOf(name) ?? []),
    instanceTypes: types.flatMap((type) => textOf(type) ?? []),
    serverless: isMembers(reach(variant, 'serverlessConfig')),
    // CloudTrail lowers the first letter only.
    ssmAccess: reach(variant, 'enableSSMAccess') === true,
  };
};

/** Capture is on where a configuration of it is given, unless it says otherwise. */
const captures = (members: Members): boolean =>
  isMembers(reach(members, 'dataCaptureConfig')) && reach(members, 'dataCaptureConfig', 'enableCapture') !== false;

/** A configuration cannot be without variants: where there is no list of them, it was masked. */
const variantsOf = (members: Members): Members => {
  const production = reach(members, 'productionVariants');
  if (!Array.isArray(production)) return unstated('variants');
  const shadow = listed(reach(members, 'shadowProductionVariants'));
  return { variants: [...listed(production).map(variantOf(false)), ...shadow.map(variantOf(true))] };
};

const stated = (members: Members): Members => ({
  kmsKeyId: reach(members, 'kmsKeyId'),
  ...variantsOf(members),
  captures: captures(members),
  captureUri: reach(members, 'dataCaptureConfig', 'destinationS3Uri'),
  captureKmsKeyId: reach(members, 'dataCaptureConfig', 'kmsKeyId'),
  asyncOutputUri: reach(members, 'asyncInferenceConfig', 'outputConfig', 's3OutputPath'),
  executionRoleArn: reach(members, 'executionRoleArn'),
  enableNetworkIsolation: reach(members, 'enableNetworkIsolation'),
  subnets: reach(members, 'vpcConfig', 'subnets'),
  securityGroupIds: reach(members, 'vpcConfig', 'securityGroupIds'),
  tags: reach(members, 'tags'),
});

/** How an endpoint is hosted. It cannot be changed: an endpoint is pointed at another one. */
export const endpointConfig = defineResourceType({
  name: 'sagemaker/endpoint-config',
  cloudFormationType: 'AWS::SageMaker::EndpointConfig',
  state: z.object({
    kmsKeyId: unset(z.string()),
    variants: z
      .array(
        z.object({
          name: z.string(),
          shadow: z.boolean(),
          models: z.array(z.string()),
          instanceTypes: z.array(z.string()),
          serverless: z.boolean(),
          ssmAccess: z.boolean(),
        }),
      )
      .min(1),
    captures: z.boolean(),
    captureUri: unset(z.string()),
    captureKmsKeyId: unset(z.string()),
    asyncOutputUri: unset(z.string()),
    executionRoleArn: unset(z.string()),
    /** This and the VPC count only for variants that host inference components: those that name no model. */
    enableNetworkIsolation: defaultsTo(z.boolean(), false),
    subnets: texts(),
    securityGroupIds: texts(),
    tags: tagMap(),
  }),
  nameOf: ({ endpointConfigName }) => textOf(endpointConfigName),
  arnOf: sagemakerArn('endpoint-config'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateEndpointConfig: { effect: 'create', state: stated },
    DeleteEndpointConfig: 'delete',
    ...taggingOf('endpoint-config'),
  },
  described: {
    by: ['sagemaker:DescribeEndpointConfig', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['EndpointConfigArn']),
    state: stated,
  },
  references: {
    models: ({ variants }) => refer('sagemaker/model', ...new Set(variants?.flatMap(({ models }) => models))),
    role: ({ executionRoleArn }) => refer('iam/role', executionRoleArn),
    kmsKey: ({ kmsKeyId }) => referToKey(kmsKeyId),
    captureKey: ({ captureKmsKeyId }) => referToKey(captureKmsKeyId),
    subnets: ({ subnets }) => refer('ec2/subnet', ...(subnets ?? [])),
    securityGroups: ({ securityGroupIds }) => refer('ec2/security-group', ...(securityGroupIds ?? [])),
    buckets: ({ captureUri, asyncOutputUri }) => refer('s3/bucket', ...bucketsOf(captureUri, asyncOutputUri)),
  },
});
