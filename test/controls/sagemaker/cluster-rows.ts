import { completeMap } from '../../../shared/core/known-map.ts';
import type { RecordFixture } from '../cases.ts';

const role = 'arn:aws:iam::111122223333:role/ml-cluster';

/** Groups of a cluster's instances, of which all are known; `nova` is a restricted one. */
export const groupsOf = (...names: readonly string[]) =>
  completeMap(Object.fromEntries(names.map((name) => [name, { executionRole: role, restricted: name === 'nova' }])));

/** One group that a change told of, beside which there may be others. */
export const someGroup = { complete: false, entries: { workers: { executionRole: role, restricted: false } } };

/** A cluster of one group that names nothing but what it needs: it fails every control of clusters. */
export const clusterRecord: RecordFixture = {
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateCluster',
  requestParameters: {
    clusterName: 'llm',
    instanceGroups: [
      {
        instanceGroupName: 'workers',
        instanceType: 'ml.p5.48xlarge',
        instanceCount: 4,
        executionRole: role,
        lifeCycleConfig: { sourceS3Uri: 's3://sagemaker-scripts/base', onCreate: 'on_create.sh' },
      },
    ],
    orchestrator: { eks: { clusterArn: 'arn:aws:eks:eu-central-1:111122223333:cluster/ml' } },
    nodeProvisioningMode: 'Continuous',
  },
  responseElements: { clusterArn: 'arn:aws:sagemaker:eu-central-1:111122223333:cluster/ab12cd34ef56' },
};
