import { networkIsolation } from '../../control-families/network-isolation.ts';
import { processingJob } from '../../resources/sagemaker/processing-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default networkIsolation({
  id: 'sagemaker/processing-job-network-isolation',
  title: 'Containers of processing jobs are isolated from the network',
  severity: 'medium',
  appliesTo: processingJob,
  isolationField: 'enableNetworkIsolation',
  whose: "The job's",
  remediation: {
    summary:
      "Switch network isolation on where the job is defined (the processor's NetworkConfig(enable_network_isolation)), in the code or pipeline that starts it.",
    command: definitionCommand('processing'),
    warning:
      'Isolated containers reach no AWS service and no package index: data must come by input channels, libraries with the image.',
  },
  aliases: ['sagemaker-processing-job-no-network-isolation'],
});
