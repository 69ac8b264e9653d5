import { containerTrafficEncryption } from '../../control-families/container-traffic-encryption.ts';
import { trainingJob } from '../../resources/sagemaker/training-job.ts';
import { definitionCommand } from '../../resources/sagemaker/workload.ts';

export default containerTrafficEncryption({
  id: 'sagemaker/training-job-container-traffic-encryption',
  title: 'Training jobs encrypt the traffic between their instances',
  severity: 'medium',
  appliesTo: trainingJob,
  encryptionField: 'enableInterContainerTrafficEncryption',
  countField: 'instanceCount',
  remediation: {
    summary:
      "Switch the encryption of traffic between containers on where the job is defined (the estimator's encrypt_inter_container_traffic), in the code or pipeline that starts it.",
    command: definitionCommand('training'),
    warning: 'Encrypted traffic is slower: distributed jobs may take longer.',
  },
  aliases: ['sagemaker-training-job-no-intercontainer-encryption'],
});
