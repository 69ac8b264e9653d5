import type { Context, RelatedResource } from '../core/control.ts';
import type { StateOf } from '../core/resource-type.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../core/verdict.ts';
import type { endpointConfig } from '../resources/sagemaker/endpoint-config.ts';
import { keyVerdict } from './customer-managed-key.ts';
import { withoutKeyedVolume } from './volume-key.ts';

type Hosting = StateOf<typeof endpointConfig>;

/** Whether the volumes of hosting instances are encrypted with a key of the customer's own. */
export const hostingVolumeKey = (
  { kmsKeyId, variants }: Pick<Hosting, 'kmsKeyId' | 'variants'>,
  context: Context,
): Verdict => {
  if (kmsKeyId !== null) return keyVerdict(kmsKeyId, 'The volume of the hosting instances', context, 'kmsKey');
  const onInstances = variants.filter(({ serverless }) => !serverless);
  if (onInstances.length === 0) return notApplicable('serverless variants have no volume of their own');
  return (
    withoutKeyedVolume([...new Set(onInstances.flatMap(({ instanceTypes }) => instanceTypes))]) ??
    fail(
      'The volume of the hosting instances is encrypted with a transient key of SageMaker that is discarded after use: no key of your own is named',
    )
  );
};

/** Whether captured requests and answers are encrypted with a key of the customer's own. */
export const captureKey = (
  { captures, captureKmsKeyId }: Pick<Hosting, 'captures' | 'captureKmsKeyId'>,
  context: Context,
): Verdict => {
  if (!captures) return notApplicable('data capture is off');
  if (captureKmsKeyId !== null) return keyVerdict(captureKmsKeyId, 'Captured inference data', context, 'captureKey');
  return fail('Captured inference data is encrypted with the default key of S3: no key of your own is named');
};

/** Whether anybody can open a shell in the hosting containers. */
export const hostingShell = ({ variants }: Pick<Hosting, 'variants'>): Verdict => {
  const open = variants.filter(({ ssmAccess }) => ssmAccess).map(({ name }) => name);
  return open.length === 0
    ? pass
    : fail(`Systems Manager can open a shell in the containers of variant ${open.join(', ')}`);
};

const modelNetwork = ({ resource, state, exists }: RelatedResource): Verdict[] => {
  if (exists === false) return [unknown(`the network of model ${resource.name}, which was deleted`)];
  const { subnets, enableNetworkIsolation } = state;
  if (subnets === undefined || enableNetworkIsolation === undefined)
    return [unknown(`the network of model ${resource.name}`)];
  return [
    subnets === null ? fail(`Model ${resource.name} runs outside your VPCs, on SageMaker's own network`) : pass,
    enableNetworkIsolation === true
      ? pass
      : fail(`Containers of model ${resource.name} can make outbound network calls`),
  ];
};

/** Where containers run and whom they can call: their models say so, or for inference components the configuration. */
const networks = (
  { variants, subnets, enableNetworkIsolation }: Pick<Hosting, 'variants' | 'subnets' | 'enableNetworkIsolation'>,
  models: readonly RelatedResource[],
): Verdict[] => {
  const forComponents = variants.filter(({ models: named }) => named.length === 0).map(({ name }) => name);
  return [
    ...models.flatMap(modelNetwork),
    ...(forComponents.length > 0 && subnets === null
      ? [fail(`Inference components of variant ${forComponents.join(', ')} run outside your VPCs`)]
      : []),
    ...(forComponents.length > 0 && !enableNetworkIsolation
      ? [fail(`Inference components of variant ${forComponents.join(', ')} can make outbound network calls`)]
      : []),
  ];
};

const hostingFields = [
  'kmsKeyId',
  'variants',
  'captures',
  'captureKmsKeyId',
  'subnets',
  'enableNetworkIsolation',
] as const;

/** Everything that is judged of a configuration and of the models that it hosts. */
export const hostingVerdicts = (
  { resource, state, exists, related }: RelatedResource,
  context: Context,
): readonly Verdict[] => {
  const what = `endpoint configuration ${resource.name}`;
  if (exists === false) return [unknown(`${what}, which was deleted`)];
  if (hostingFields.some((field) => state[field] === undefined)) return [unknown(what)];
  const hosting = state as unknown as Hosting;
  const there = { ...context, resource, related };
  return [
    hostingVolumeKey(hosting, there),
    captureKey(hosting, there),
    hostingShell(hosting),
    ...networks(hosting, related['models'] ?? []),
  ];
};
