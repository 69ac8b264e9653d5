import { describePipeline, unreadSteps } from '../../control-families/pipeline-steps.ts';
import { rolePermissions } from '../../control-families/role-permissions.ts';
import { unknown } from '../../core/verdict.ts';
import { undecided } from '../../resources/sagemaker/pipeline-definition.ts';
import { pipeline } from '../../resources/sagemaker/pipeline.ts';

export default rolePermissions({
  id: 'sagemaker/pipeline-role-permissions',
  title: 'Pipelines run under roles that may do no more than they need',
  severity: 'high',
  appliesTo: pipeline,
  reads: ['roleArn', 'steps'],
  role: 'roles',
  who: 'whoever starts the pipeline',
  command: describePipeline,
  also: ({ steps }) => {
    if (!steps) return [unreadSteps];
    const open = steps.filter(({ role }) => role === undecided);
    return open.length > 0
      ? [unknown(`which roles an execution hands to ${open.map(({ name }) => name).join(', ')}`)]
      : [];
  },
  aliases: ['sagemaker-pipeline-role-overprivileged'],
});
