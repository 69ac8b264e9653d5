/** A condition block of a policy. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

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
  /** The calls it denies, by the control that wants it so. */
  calls: Readonly<Record<string, readonly string[]>>;
  /** When a call is denied; undefined: the options say nothing that could be required. */
  denied(options: GuardrailOptions): ConditionBlock | undefined;
  /** Calls that carry the key and are left alone all the same, with the reason. */
  leftAlone?: Readonly<Record<string, string>>;
  /** Where it denies more than its control fails, or less. */
  note?: string;
}

/** What tuning and AutoML start are training jobs like others, and nobody is asked again when they start them. */
const training = ['CreateTrainingJob', 'CreateHyperParameterTuningJob'];
const trainingAndAutoml = [...training, 'CreateAutoMLJob', 'CreateAutoMLJobV2'];

/** Monitoring runs processing jobs as its definitions say. */
const processing = [
  'CreateProcessingJob',
  'CreateDataQualityJobDefinition',
  'CreateModelQualityJobDefinition',
  'CreateModelBiasJobDefinition',
  'CreateModelExplainabilityJobDefinition',
];

const byReference = 'a schedule may name a job definition and say nothing itself';
const schedules = { CreateMonitoringSchedule: byReference, UpdateMonitoringSchedule: byReference };
const forComponents = 'the field is one of inference components; what models run in, models say';
const updates = 'an update that does not name it leaves it as it is';
const uncontrolled = 'no control asks it of them';

const setting =
  (operator: string, key: string, value: string): Requirement['denied'] =>
  () => ({ [operator]: { [`sagemaker:${key}`]: value } });

/** Null is true only where the key is in the table of the action: elsewhere it would deny every call. */
const absent = (...keys: string[]): ConditionBlock => ({
  Null: Object.fromEntries(keys.map((key) => [`sagemaker:${key}`, 'true'])),
});

/**
 * One of a list is not ours. ForAllValues would let a mixed list through, and ForAnyValue lets an absent one: that one is
 * denied by a statement of its own.
 */
const foreign =
  (key: string, listOf: (options: GuardrailOptions) => readonly string[] | undefined): Requirement['denied'] =>
  (options) => {
    const ours = listOf(options) ?? [];
    return ours.length === 0 ? undefined : { 'ForAnyValue:StringNotEquals': { [`sagemaker:${key}`]: ours } };
  };

/** A key that is named and is none of ours; IfExists would deny where none is named, which is another's matter. */
const foreignKey =
  (key: string): Requirement['denied'] =>
  ({ kmsKeys = [] }) =>
    kmsKeys.length === 0
      ? undefined
      : { ArnNotEquals: { [`sagemaker:${key}`]: kmsKeys }, Null: { [`sagemaker:${key}`]: 'false' } };

const networkCalls = {
  'sagemaker/notebook-vpc': ['CreateNotebookInstance'],
  'sagemaker/model-vpc': ['CreateModel'],
  'sagemaker/training-job-vpc': trainingAndAutoml,
  'sagemaker/processing-job-vpc': processing,
};

const networkLeftAlone = {
  ...schedules,
  CreateEndpointConfig: forComponents,
  CreateDomain: 'a domain always names its subnets',
  UpdateDomain: updates,
  CreateCluster: uncontrolled,
  UpdateCluster: uncontrolled,
  CreateJob: uncontrolled,
};

const volumeCalls = {
  'sagemaker/notebook-volume-key': ['CreateNotebookInstance'],
  'sagemaker/domain-storage-key': ['CreateDomain'],
};

const ebsCalls = {
  'sagemaker/endpoint-config-volume-key': ['CreateEndpointConfig'],
  'sagemaker/training-job-volume-key': training,
  'sagemaker/processing-job-volume-key': processing,
};

const outputCalls = {
  'sagemaker/training-job-output-key': trainingAndAutoml,
  'sagemaker/processing-job-output-key': processing,
};

const outputLeftAlone = {
  ...schedules,
  CreateTransformJob: uncontrolled,
  CreateLabelingJob: uncontrolled,
  CreateJob: uncontrolled,
};

const volumeLeftAlone = {
  ...schedules,
  CreateTransformJob: uncontrolled,
  CreateLabelingJob: uncontrolled,
  CreateAutoMLJob: 'it chooses its instances itself, and some take no key',
  CreateAutoMLJobV2: 'it chooses its instances itself, and some take no key',
};

const anyKey = 'It sees that a key is named, not who manages it: name yours with --kms-key.';

/**
 * What the keys of SageMaker can require. The reference attaches VolumeKmsKeyArn and OutputKmsKeyArn to calls, the guides
 * still name VolumeKmsKey and OutputKmsKey: a key counts as named when either of the two says so.
 */
export const requirements: readonly Requirement[] = [
  {
    sid: 'NotebookWithoutInternet',
    calls: { 'sagemaker/notebook-direct-internet-access': ['CreateNotebookInstance'] },
    // A negated operator holds for a missing key, and Enabled is the default.
    denied: setting('StringNotEquals', 'DirectInternetAccess', 'Disabled'),
  },
  {
    sid: 'NotebookWithoutRoot',
    calls: { 'sagemaker/notebook-root-access': ['CreateNotebookInstance'] },
    denied: setting('StringNotEquals', 'RootAccess', 'Disabled'),
    leftAlone: { UpdateNotebookInstance: updates },
  },
  {
    sid: 'NotebookStaysWithoutRoot',
    calls: { 'sagemaker/notebook-root-access': ['UpdateNotebookInstance'] },
    denied: setting('StringEquals', 'RootAccess', 'Enabled'),
    leftAlone: { CreateNotebookInstance: 'denied above' },
  },
  {
    sid: 'NotebookMetadataVersion2',
    calls: { 'sagemaker/notebook-metadata-version': ['CreateNotebookInstance'] },
    denied: setting('StringNotEquals', 'MinimumInstanceMetadataServiceVersion', '2'),
    leftAlone: { UpdateNotebookInstance: updates },
  },
  {
    sid: 'NotebookStaysAtMetadataVersion2',
    calls: { 'sagemaker/notebook-metadata-version': ['UpdateNotebookInstance'] },
    denied: setting('StringEquals', 'MinimumInstanceMetadataServiceVersion', '1'),
    leftAlone: { CreateNotebookInstance: 'denied above' },
  },
  {
    sid: 'DomainOnlyThroughVpc',
    calls: { 'sagemaker/domain-network-access': ['CreateDomain'] },
    denied: setting('StringNotEquals', 'AppNetworkAccessType', 'VpcOnly'),
    leftAlone: { UpdateDomain: updates },
  },
  {
    sid: 'DomainStaysOnlyThroughVpc',
    calls: { 'sagemaker/domain-network-access': ['UpdateDomain'] },
    denied: setting('StringEquals', 'AppNetworkAccessType', 'PublicInternetOnly'),
    leftAlone: { CreateDomain: 'denied above' },
  },
  { sid: 'VpcNamed', calls: networkCalls, denied: () => absent('VpcSubnets'), leftAlone: networkLeftAlone },
  {
    sid: 'OnlyOurSubnets',
    calls: networkCalls,
    denied: foreign('VpcSubnets', ({ subnets }) => subnets),
    leftAlone: networkLeftAlone,
  },
  {
    sid: 'OnlyOurSecurityGroups',
    calls: networkCalls,
    denied: foreign('VpcSecurityGroupIds', ({ securityGroups }) => securityGroups),
    leftAlone: { ...networkLeftAlone, CreateUserProfile: uncontrolled, UpdateUserProfile: uncontrolled },
  },
  {
    sid: 'ContainersIsolated',
    calls: {
      'sagemaker/model-network-isolation': ['CreateModel'],
      'sagemaker/training-job-network-isolation': training,
      'sagemaker/processing-job-network-isolation': processing,
    },
    // Bool alone would let a call through that does not say it; off is the default.
    denied: setting('BoolIfExists', 'NetworkIsolation', 'false'),
    leftAlone: { ...schedules, CreateEndpointConfig: forComponents },
  },
  {
    sid: 'TrafficBetweenContainersEncrypted',
    calls: {
      'sagemaker/training-job-container-traffic-encryption': trainingAndAutoml,
      'sagemaker/processing-job-container-traffic-encryption': processing,
    },
    denied: setting('BoolIfExists', 'InterContainerTrafficEncryption', 'false'),
    leftAlone: schedules,
    note: 'No key tells how many instances a job has: a job of one instance has to say it too, which costs nothing.',
  },
  {
    sid: 'VolumeKeyNamed',
    calls: volumeCalls,
    denied: () => absent('VolumeKmsKey', 'VolumeKmsKeyArn'),
    leftAlone: {
      ...volumeLeftAlone,
      ...Object.fromEntries(
        Object.values(ebsCalls)
          .flat()
          .map((call) => [call, 'denied below']),
      ),
    },
    note: anyKey,
  },
  {
    sid: 'VolumeKeyNamedWhereDisksTakeOne',
    calls: ebsCalls,
    // What is serverless names no instances; of a list, one type whose disks take no key lets the call off.
    denied: ({ keylessTypes }) => ({
      Null: { ...absent('VolumeKmsKey', 'VolumeKmsKeyArn')['Null'], 'sagemaker:InstanceTypes': 'false' },
      'ForAllValues:StringNotLike': { 'sagemaker:InstanceTypes': keylessTypes },
    }),
    leftAlone: {
      ...volumeLeftAlone,
      ...Object.fromEntries(
        Object.values(volumeCalls)
          .flat()
          .map((call) => [call, 'denied above']),
      ),
    },
    note: anyKey,
  },
  {
    sid: 'OutputKeyNamed',
    calls: outputCalls,
    denied: () => absent('OutputKmsKey', 'OutputKmsKeyArn'),
    leftAlone: outputLeftAlone,
    note: 'A job that puts out nothing, or to S3 Express One Zone, has to name a key all the same: no condition key tells it apart.',
  },
  ...['VolumeKmsKey', 'VolumeKmsKeyArn'].map((key): Requirement => ({
    sid: `OnlyOur${key}`,
    calls: { ...volumeCalls, ...ebsCalls },
    denied: foreignKey(key),
    leftAlone: volumeLeftAlone,
  })),
  ...['OutputKmsKey', 'OutputKmsKeyArn'].map((key): Requirement => ({
    sid: `OnlyOur${key}`,
    calls: outputCalls,
    denied: foreignKey(key),
    leftAlone: outputLeftAlone,
  })),
];
