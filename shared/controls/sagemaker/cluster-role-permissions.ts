import { rolePermissions } from '../../control-families/role-permissions.ts';
import { shell } from '../../core/shell.ts';
import { unknown } from '../../core/verdict.ts';
import { cluster } from '../../resources/sagemaker/cluster.ts';

export default rolePermissions({
  id: 'sagemaker/cluster-role-permissions',
  title: 'HyperPod clusters run under roles that may do no more than they need',
  severity: 'high',
  appliesTo: cluster,
  reads: ['clusterRole', 'groups'],
  role: 'roles',
  who: 'whoever runs anything on the cluster',
  command: ({ name, region }) => shell`aws sagemaker describe-cluster --region ${region} --cluster-name ${name}`,
  also: ({ groups }) => (groups.complete ? [] : [unknown('the roles of all instance groups')]),
  aliases: ['sagemaker-hyperpod-role-overprivileged'],
});
