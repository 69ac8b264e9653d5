import control from '../../../shared/controls/sagemaker/cluster-role-permissions.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import { cases } from '../cases.ts';
import { rolePermissionRows, trainer } from './role-permissions.ts';

const eventSource = 'sagemaker.amazonaws.com';
const rows = rolePermissionRows(
  { clusterRole: trainer, groups: completeMap<{ executionRole: string | null; restricted: boolean }>({}) },
  {
    eventSource,
    eventName: 'CreateCluster',
    requestParameters: {
      clusterName: 'pods',
      instanceGroups: [
        { instanceGroupName: 'workers', executionRole: trainer, instanceType: 'ml.p4d.24xlarge', instanceCount: 1 },
      ],
    },
    responseElements: { clusterArn: 'arn:aws:sagemaker:eu-central-1:111122223333:cluster/abc123' },
  },
  { roles: 'roles' },
);

export default cases(control, {
  ...rows,
  unknown: {
    ...rows.unknown,
    'groups that nobody told of': { clusterRole: null, groups: { complete: false, entries: {} } },
  },
});
