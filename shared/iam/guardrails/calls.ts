/** What tuning and AutoML start are training jobs like others, and nobody is asked again when they start them. */
export const training = ['CreateTrainingJob', 'CreateHyperParameterTuningJob'];
/** The same and AutoML, which takes no isolation. */
export const trainingAndAutoml = [...training, 'CreateAutoMLJob', 'CreateAutoMLJobV2'];

/** Monitoring runs processing jobs as its definitions say. */
export const processing = [
  'CreateProcessingJob',
  'CreateDataQualityJobDefinition',
  'CreateModelQualityJobDefinition',
  'CreateModelBiasJobDefinition',
  'CreateModelExplainabilityJobDefinition',
];

const byReference = 'a schedule may name a job definition and say nothing itself';
/** Monitoring schedules, which are left alone. */
export const schedules = { CreateMonitoringSchedule: byReference, UpdateMonitoringSchedule: byReference };
/** Why an endpoint configuration is left alone. */
export const forComponents = 'the field is one of inference components; what models run in, models say';
/** Why an update is left alone. */
export const updates = 'an update that does not name it leaves it as it is';
/** Why a call is left alone that no control is about. */
export const uncontrolled = 'no control asks it of them';

/** Calls that name subnets, by the control that wants them in a VPC. */
export const networkCalls = {
  'sagemaker/notebook-vpc': ['CreateNotebookInstance'],
  'sagemaker/model-vpc': ['CreateModel'],
  'sagemaker/training-job-vpc': trainingAndAutoml,
  'sagemaker/processing-job-vpc': processing,
};

/** Calls that carry the keys of a network and are left alone, with the reason; so for the others below. */
export const networkLeftAlone = {
  ...schedules,
  CreateEndpointConfig: forComponents,
  CreateDomain: 'a domain always names its subnets',
  UpdateDomain: updates,
  CreateCluster: uncontrolled,
  UpdateCluster: uncontrolled,
  CreateJob: uncontrolled,
};

/** Calls whose volumes always take a key. */
export const volumeCalls = {
  'sagemaker/notebook-volume-key': ['CreateNotebookInstance'],
  'sagemaker/domain-storage-key': ['CreateDomain'],
};

/** Calls whose volumes take a key on most instances. */
export const ebsCalls = {
  'sagemaker/endpoint-config-volume-key': ['CreateEndpointConfig'],
  'sagemaker/training-job-volume-key': training,
  'sagemaker/processing-job-volume-key': processing,
};

/** Calls that put out what a key can encrypt. */
export const outputCalls = {
  'sagemaker/training-job-output-key': trainingAndAutoml,
  'sagemaker/processing-job-output-key': processing,
};

export const outputLeftAlone = {
  ...schedules,
  CreateTransformJob: uncontrolled,
  CreateLabelingJob: uncontrolled,
  CreateJob: uncontrolled,
};

export const volumeLeftAlone = {
  ...schedules,
  CreateTransformJob: uncontrolled,
  CreateLabelingJob: uncontrolled,
  CreateAutoMLJob: 'it chooses its instances itself, and some take no key',
  CreateAutoMLJobV2: 'it chooses its instances itself, and some take no key',
};
