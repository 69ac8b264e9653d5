import { networkIsolation } from '../../control-families/network-isolation.ts';
import { trainingJob } from '../../resources/sagemaker/training-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default networkIsolation({
  id: 'sagemaker/training-job-network-isolation',
  title: 'Containers of training jobs are isolated from the network',
  severity: 'medium',
  appliesTo: trainingJob,
  isolationField: 'enableNetworkIsolation',
  whose: "The job's",
  remediation: {
    summary:
      "Switch network isolation on where the job is defined (the estimator's enable_network_isolation), in the code or pipeline that starts it.",
    command: definitionCommand('training'),
    warning:
      'Isolated containers reach no AWS service and no package index: data must come by input channels, libraries with the image.',
  },
  aliases: ['sagemaker-training-job-no-network-isolation'],
});
