import control from '../../../shared/controls/sagemaker/pipeline-role-permissions.ts';
import { cases } from '../cases.ts';
import { rolePermissionRows, trainer } from './role-permissions.ts';

const eventSource = 'sagemaker.amazonaws.com';
const rows = rolePermissionRows(
  { roleArn: trainer, steps: [] },
  {
    eventSource,
    eventName: 'CreatePipeline',
    requestParameters: {
      pipelineName: 'churn',
      roleArn: trainer,
      pipelineDefinition: '{"Version":"2020-12-01","Steps":[]}',
    },
  },
  { roles: 'roles' },
);

export default cases(control, {
  ...rows,
  unknown: {
    ...rows.unknown,
    'a definition that nobody read': { roleArn: trainer, steps: null },
    'a role that an execution decides': {
      roleArn: trainer,
      steps: [{ name: 'Train', type: 'Training', role: 'unknown', inVpc: null, isolated: null, output: null }],
    },
  },
});
