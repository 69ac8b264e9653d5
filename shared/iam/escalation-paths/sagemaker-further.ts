import { derived, passRole, type EscalationPath } from './path.ts';

const handed = passRole('sagemaker.amazonaws.com');

/** `CreateMlflowApp` → `sagemaker-x-create-mlflow-app`. */
const idOf = (call: string): string =>
  `sagemaker-x${call
    .replace(/AutoML/g, 'Automl')
    .replace(/AI(?=[A-Z])/g, 'Ai')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const actions = (calls: readonly string[]): string[] => calls.map((call) => `sagemaker:${call}`);

/** Hands over a role under which code or containers of the caller's run. */
const runs = (title: string, ...calls: [first: string, ...others: string[]]): EscalationPath =>
  derived('A', idOf(calls[0]), title, handed, ...actions(calls));

/** Hands over a role that SageMaker uses for errands of its own: it reads and writes where the caller says, no more. */
const acts = (call: string): EscalationPath =>
  derived('B', idOf(call), `Have SageMaker act under a stronger role: ${call}`, handed, `sagemaker:${call}`);

/** Uses what somebody else set up, under its role. */
const uses = (title: string, ...calls: [first: string, ...others: string[]]): EscalationPath =>
  derived('B', idOf(calls.join('')), title, ...actions(calls));

const ofMonitoring = (call: string): EscalationPath =>
  runs('Have a monitoring job run a container under a stronger role', call, 'CreateMonitoringSchedule');

/**
 * Every SageMaker call that takes a role and that nobody lists. The fields are those of botocore 1.43; what runs code of the
 * caller's is read from the API reference: containers, lifecycle scripts, pipelines, notebooks, templates.
 */
export const furtherSagemakerPaths: readonly EscalationPath[] = [
  runs('Tune a model under a stronger role', 'CreateHyperParameterTuningJob'),
  runs('Serve a container under a stronger role', 'CreateModel', 'CreateEndpointConfig', 'CreateEndpoint'),
  runs(
    'Serve an inference component under a stronger role',
    'CreateEndpointConfig',
    'CreateEndpoint',
    'CreateInferenceComponent',
  ),
  runs('Run a pipeline under a stronger role', 'CreatePipeline', 'StartPipelineExecution'),
  runs('Change the role of a pipeline and run it', 'UpdatePipeline', 'StartPipelineExecution'),
  runs('Open Studio under a stronger role', 'CreateDomain', 'CreateUserProfile', 'CreatePresignedDomainUrl'),
  runs('Change the role of a domain and open Studio', 'UpdateDomain', 'CreatePresignedDomainUrl'),
  runs('Open Studio as a new user with a stronger role', 'CreateUserProfile', 'CreatePresignedDomainUrl'),
  runs('Change the role of a user and open Studio', 'UpdateUserProfile', 'CreatePresignedDomainUrl'),
  runs('Change the role of a notebook and start it', 'UpdateNotebookInstance', 'StartNotebookInstance'),
  runs('Have a monitoring job run a container under a stronger role', 'CreateMonitoringSchedule'),
  runs('Have a monitoring job run a container under a stronger role', 'UpdateMonitoringSchedule'),
  ofMonitoring('CreateDataQualityJobDefinition'),
  ofMonitoring('CreateModelQualityJobDefinition'),
  ofMonitoring('CreateModelBiasJobDefinition'),
  ofMonitoring('CreateModelExplainabilityJobDefinition'),
  runs('Start a cluster whose set-up script runs under a stronger role', 'CreateCluster'),
  runs('Add instances to a cluster whose set-up script runs under a stronger role', 'UpdateCluster'),
  runs("Have an algorithm's container validated under a stronger role", 'CreateAlgorithm'),
  runs("Have a model package's container validated under a stronger role", 'CreateModelPackage'),
  derived(
    'A',
    idOf('CreateProject'),
    'Have a template of ours deployed under a stronger role',
    passRole('cloudformation.amazonaws.com'),
    'sagemaker:CreateProject',
  ),
  ...[
    'CreateAIBenchmarkJob',
    'CreateAIRecommendationJob',
    'CreateAutoMLJob',
    'CreateAutoMLJobV2',
    'CreateCompilationJob',
    'CreateEdgePackagingJob',
    'CreateFeatureGroup',
    'CreateFlowDefinition',
    'CreateImage',
    'CreateInferenceExperiment',
    'CreateInferenceRecommendationsJob',
    'CreateLabelingJob',
    'CreateMlflowApp',
    'CreateMlflowTrackingServer',
    'CreateOptimizationJob',
    'CreatePartnerApp',
    'RenderUiTemplate',
    'UpdateImage',
  ].map(acts),
  // Devices get the role through IoT, and which service is tested for nobody documents: any will do.
  ...['CreateDeviceFleet', 'UpdateDeviceFleet'].map((call) =>
    derived('B', idOf(call), `Have devices act under a stronger role: ${call}`, passRole(), `sagemaker:${call}`),
  ),
  uses('Open Studio as somebody else', 'CreatePresignedDomainUrl'),
  uses("Have somebody's Studio run a script of ours", 'CreateStudioLifecycleConfig', 'UpdateUserProfile'),
  uses("Have everybody's Studio run a script of ours", 'CreateStudioLifecycleConfig', 'UpdateDomain'),
  uses('Have a shared space run a script of ours', 'CreateStudioLifecycleConfig', 'UpdateSpace'),
];
