import { clusterVolumeKeys } from '../../control-families/cluster-groups.ts';
import { keyEvidence } from '../../control-families/customer-managed-key.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { customerManagedKey } from '../../frameworks/profiles.ts';
import { cluster } from '../../resources/sagemaker/cluster.ts';

export default defineControl({
  id: 'sagemaker/cluster-volume-key',
  title: 'Volumes of HyperPod clusters are encrypted with a customer managed key',
  severity: 'medium',
  appliesTo: cluster,
  reads: ['groups', 'volumes', 'nodeProvisioningMode', 'eksClusterArn'],
  follows: { volumeKeys: keyEvidence, 'volumeKeys.key': keyEvidence },
  rationale:
    'Training data and checkpoints lie on the volumes of a cluster for weeks. Only a key of your own can be revoked and audited apart from them.',
  remediation: {
    summary:
      'Add groups of instances whose InstanceStorageConfigs name a customer managed key, for the root volume as well as for further ones, move the work, and delete the old groups. The cluster has to provision its nodes continuously.',
    command: ({ arn, region }) => shell`aws sagemaker describe-cluster --region ${region} --cluster-name ${arn}`,
    warning: 'The key of a group cannot be changed, and its execution role needs kms:CreateGrant on the new one.',
  },
  requirements: customerManagedKey,
  aliases: ['sagemaker-hyperpod-volume-no-cmk'],
  evaluate: clusterVolumeKeys,
});
