import { matches } from '../patterns.ts';
import {
  ebsCalls,
  forComponents,
  networkCalls,
  networkLeftAlone,
  outputCalls,
  outputLeftAlone,
  processing,
  schedules,
  training,
  trainingAndAutoml,
  uncontrolled,
  updates,
  volumeCalls,
  volumeLeftAlone,
} from './calls.ts';
import { absent, foreign, leftOut, setting, type ConditionBlock, type Said } from './conditions.ts';

/** What the organisation says of itself, where a guardrail can hold it to that. */
export interface GuardrailOptions {
  /** Ids of the controls to enforce; what no guardrail can enforce is passed over. */
  controls: readonly string[];
  /** The subnets that everything has to run in; none: any of the account's. */
  subnets?: readonly string[] | undefined;
  securityGroups?: readonly string[] | undefined;
  /** ARNs of the keys that everything has to be encrypted with; none: any. */
  kmsKeys?: readonly string[] | undefined;
  /** ARNs of principals that are let off, with `*`. */
  except?: readonly string[] | undefined;
  /** Instance types whose disks take no key, with `*`: `ml.g5.*`. */
  keylessTypes: readonly string[];
}

/** One thing that SageMaker's condition keys can require before the fact: the statement that denies the rest. */
export interface Requirement {
  /** The Sid. */
  sid: string;
  /** What it rules out, in words that several requirements may share. */
  hazard: string;
  /** The calls it denies, by the control that wants it so. */
  calls: Readonly<Record<string, readonly string[]>>;
  /** When a call is denied; undefined: the options say nothing that could be required. */
  denied(options: GuardrailOptions): ConditionBlock | undefined;
  /**
   * What makes a request one that has to be denied, whatever else it says: each of these. `instanceTypes`: some more that
   * are worth trying.
   */
  unsafe(options: GuardrailOptions, instanceTypes: readonly string[]): readonly Said[];
  /** Calls that carry the key and are left alone all the same, with the reason. */
  leftAlone?: Readonly<Record<string, string>>;
  /** Where it denies more than its control fails, or less. */
  note?: string;
}

const theirKey = 'arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000000';

/** A key that is named and is none of ours; IfExists would deny where none is named, which is another's matter. */
const foreignKeys = (
  keys: readonly string[],
  rest: Pick<Requirement, 'hazard' | 'calls' | 'leftAlone'>,
): Requirement[] =>
  keys.map((key) => ({
    ...rest,
    sid: `OnlyOur${key}`,
    denied: ({ kmsKeys = [] }) =>
      kmsKeys.length === 0
        ? undefined
        : { ArnNotEquals: { [`sagemaker:${key}`]: kmsKeys }, Null: { [`sagemaker:${key}`]: 'false' } },
    // AWS may tell it under either name: a guardrail that tests one of the two will do.
    unsafe: ({ kmsKeys = [] }) =>
      kmsKeys.length === 0 ? [] : [Object.fromEntries(keys.map((each) => [each, theirKey]))],
  }));

const deniedElsewhere = (calls: Readonly<Record<string, readonly string[]>>, where: string): Record<string, string> =>
  Object.fromEntries(
    Object.values(calls)
      .flat()
      .map((call) => [call, `denied ${where}`]),
  );

const volumeKeys = ['VolumeKmsKey', 'VolumeKmsKeyArn'];
const outputKeys = ['OutputKmsKey', 'OutputKmsKeyArn'];
const anyKey = 'It sees that a key is named, not who manages it: name yours with --kms-key.';

const rootAccess = 'notebooks with root access';
const metadataVersion = 'notebooks that answer version 1 of the metadata service';
const domainNetwork = 'domains whose applications reach the internet directly';
const withoutVolumeKey = 'volumes without a key';

/**
 * What the keys of SageMaker can require. The reference attaches VolumeKmsKeyArn and OutputKmsKeyArn to calls, the guides
 * still name VolumeKmsKey and OutputKmsKey: a key counts as named when either of the two says so.
 */
export const requirements: readonly Requirement[] = [
  {
    sid: 'NotebookWithoutInternet',
    hazard: 'notebooks with direct internet access',
    calls: { 'sagemaker/notebook-direct-internet-access': ['CreateNotebookInstance'] },
    // A negated operator holds for a missing key, and Enabled is the default.
    ...setting('StringNotEquals', 'DirectInternetAccess', 'Disabled', 'Enabled', null),
  },
  {
    sid: 'NotebookWithoutRoot',
    hazard: rootAccess,
    calls: { 'sagemaker/notebook-root-access': ['CreateNotebookInstance'] },
    ...setting('StringNotEquals', 'RootAccess', 'Disabled', 'Enabled', null),
    leftAlone: { UpdateNotebookInstance: updates },
  },
  {
    sid: 'NotebookStaysWithoutRoot',
    hazard: rootAccess,
    calls: { 'sagemaker/notebook-root-access': ['UpdateNotebookInstance'] },
    ...setting('StringEquals', 'RootAccess', 'Enabled', 'Enabled'),
    leftAlone: { CreateNotebookInstance: 'denied above' },
  },
  {
    sid: 'NotebookMetadataVersion2',
    hazard: metadataVersion,
    calls: { 'sagemaker/notebook-metadata-version': ['CreateNotebookInstance'] },
    ...setting('StringNotEquals', 'MinimumInstanceMetadataServiceVersion', '2', '1', null),
    leftAlone: { UpdateNotebookInstance: updates },
  },
  {
    sid: 'NotebookStaysAtMetadataVersion2',
    hazard: metadataVersion,
    calls: { 'sagemaker/notebook-metadata-version': ['UpdateNotebookInstance'] },
    ...setting('StringEquals', 'MinimumInstanceMetadataServiceVersion', '1', '1'),
    leftAlone: { CreateNotebookInstance: 'denied above' },
  },
  {
    sid: 'DomainOnlyThroughVpc',
    hazard: domainNetwork,
    calls: { 'sagemaker/domain-network-access': ['CreateDomain'] },
    ...setting('StringNotEquals', 'AppNetworkAccessType', 'VpcOnly', 'PublicInternetOnly', null),
    leftAlone: { UpdateDomain: updates },
  },
  {
    sid: 'DomainStaysOnlyThroughVpc',
    hazard: domainNetwork,
    calls: { 'sagemaker/domain-network-access': ['UpdateDomain'] },
    ...setting('StringEquals', 'AppNetworkAccessType', 'PublicInternetOnly', 'PublicInternetOnly'),
    leftAlone: { CreateDomain: 'denied above' },
  },
  {
    sid: 'VpcNamed',
    hazard: 'notebooks, models and jobs outside your VPCs',
    calls: networkCalls,
    denied: () => absent('VpcSubnets'),
    // SageMaker itself refuses a notebook that has neither a subnet nor direct internet access.
    unsafe: () => ['Enabled', null].map((internet) => ({ VpcSubnets: null, DirectInternetAccess: internet })),
    leftAlone: networkLeftAlone,
  },
  {
    sid: 'OnlyOurSubnets',
    hazard: 'subnets that are not yours',
    calls: networkCalls,
    ...foreign('VpcSubnets', 'subnet-00000000000000000', ({ subnets }) => subnets),
    leftAlone: networkLeftAlone,
  },
  {
    sid: 'OnlyOurSecurityGroups',
    hazard: 'security groups that are not yours',
    calls: networkCalls,
    ...foreign('VpcSecurityGroupIds', 'sg-00000000000000000', ({ securityGroups }) => securityGroups),
    leftAlone: { ...networkLeftAlone, CreateUserProfile: uncontrolled, UpdateUserProfile: uncontrolled },
  },
  {
    sid: 'ContainersIsolated',
    hazard: 'containers without network isolation',
    calls: {
      'sagemaker/model-network-isolation': ['CreateModel'],
      'sagemaker/training-job-network-isolation': training,
      'sagemaker/processing-job-network-isolation': processing,
    },
    // Bool alone would let a call through that does not say it; off is the default.
    ...setting('BoolIfExists', 'NetworkIsolation', 'false', 'false', null),
    leftAlone: { ...schedules, CreateEndpointConfig: forComponents },
  },
  {
    sid: 'TrafficBetweenContainersEncrypted',
    hazard: 'unencrypted traffic between containers',
    calls: {
      'sagemaker/training-job-container-traffic-encryption': trainingAndAutoml,
      'sagemaker/processing-job-container-traffic-encryption': processing,
    },
    ...setting('BoolIfExists', 'InterContainerTrafficEncryption', 'false', 'false', null),
    leftAlone: schedules,
    note: 'No key tells how many instances a job has: a job of one instance has to say it too, which costs nothing.',
  },
  {
    sid: 'VolumeKeyNamed',
    hazard: withoutVolumeKey,
    calls: volumeCalls,
    denied: () => absent(...volumeKeys),
    unsafe: () => [leftOut(...volumeKeys)],
    leftAlone: { ...volumeLeftAlone, ...deniedElsewhere(ebsCalls, 'below') },
    note: anyKey,
  },
  {
    sid: 'VolumeKeyNamedWhereDisksTakeOne',
    hazard: withoutVolumeKey,
    calls: ebsCalls,
    // What is serverless names no instances; of a list, one type whose disks take no key lets the call off.
    denied: ({ keylessTypes }) => ({
      Null: { ...absent(...volumeKeys)['Null'], 'sagemaker:InstanceTypes': 'false' },
      'ForAllValues:StringNotLike': { 'sagemaker:InstanceTypes': keylessTypes },
    }),
    unsafe: ({ keylessTypes }, instanceTypes) =>
      ['ml.m5.xlarge', ...instanceTypes]
        .filter((type) => !keylessTypes.some((pattern) => matches(pattern, type)))
        .map((type) => ({ ...leftOut(...volumeKeys), InstanceTypes: [type] })),
    leftAlone: { ...volumeLeftAlone, ...deniedElsewhere(volumeCalls, 'above') },
    note: anyKey,
  },
  {
    sid: 'OutputKeyNamed',
    hazard: 'outputs without a key',
    calls: outputCalls,
    denied: () => absent(...outputKeys),
    unsafe: () => [leftOut(...outputKeys)],
    leftAlone: outputLeftAlone,
    note: 'A job that puts out nothing, or to S3 Express One Zone, has to name a key all the same: no condition key tells it apart.',
  },
  ...foreignKeys(volumeKeys, {
    hazard: 'volumes with keys that are not yours',
    calls: { ...volumeCalls, ...ebsCalls },
    leftAlone: volumeLeftAlone,
  }),
  ...foreignKeys(outputKeys, {
    hazard: 'outputs with keys that are not yours',
    calls: outputCalls,
    leftAlone: outputLeftAlone,
  }),
];
