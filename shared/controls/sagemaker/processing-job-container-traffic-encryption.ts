import { containerTrafficEncryption } from '../../control-families/container-traffic-encryption.ts';
import { processingJob } from '../../resources/sagemaker/processing-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default containerTrafficEncryption({
  id: 'sagemaker/processing-job-container-traffic-encryption',
  title: 'Processing jobs encrypt the traffic between their instances',
  severity: 'medium',
  appliesTo: processingJob,
  encryptionField: 'enableInterContainerTrafficEncryption',
  countField: 'instanceCount',
  remediation: {
    summary:
      "Switch the encryption of traffic between containers on where the job is defined (the processor's NetworkConfig(encrypt_inter_container_traffic)), in the code or pipeline that starts it.",
    command: definitionCommand('processing'),
    warning: 'Encrypted traffic is slower: distributed jobs may take longer.',
  },
  aliases: ['sagemaker-processing-job-no-intercontainer-encryption'],
});
