import { unlessMlRole } from '../../control-families/ml-role.ts';
import { defineControl } from '../../core/control.ts';
import { caselessGlobMatches } from '../../core/glob.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { workloadLeastPrivilege } from '../../frameworks/profiles.ts';
import { policyNameOf } from '../../resources/iam/arn.ts';
import { iamRole } from '../../resources/iam/role.ts';

export default defineControl({
  id: 'iam/role-boundary',
  title: 'Roles that SageMaker may assume have an approved permissions boundary',
  severity: 'medium',
  appliesTo: iamRole,
  reads: ['boundary', 'trust', 'serviceLinked'],
  rationale:
    'A boundary caps what notebooks and jobs may do, whatever policies their roles are given later, and by whomever.',
  remediation: {
    summary: 'Put an approved boundary on the role.',
    command: ({ name }) =>
      shell`aws iam put-role-permissions-boundary --role-name ${name} --permissions-boundary APPROVED_BOUNDARY_ARN`,
    warning: 'What runs under the role loses what the boundary does not allow.',
  },
  requirements: workloadLeastPrivilege,
  aliases: ['iam-ml-role-without-boundary'],
  evaluate: (role, context) => {
    const { boundaries } = context.configuration.approved;
    if (boundaries.length === 0) return notApplicable('nobody told which permissions boundaries are approved');
    const exempt = unlessMlRole(role, context);
    if (exempt) return exempt;
    const { boundary } = role;
    if (boundary === null || boundary === undefined)
      return fail('SageMaker may assume the role, and no boundary limits it');
    return boundaries.some((pattern) => caselessGlobMatches(pattern, policyNameOf(boundary)))
      ? pass
      : fail(`SageMaker may assume the role, and its boundary ${boundary} is not an approved one`);
  },
});
