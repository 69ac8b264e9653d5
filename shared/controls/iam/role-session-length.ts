import { unlessMlRole } from '../../control-families/ml-role.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { sessionControl } from '../../frameworks/profiles.ts';
import { iamRole } from '../../resources/iam/role.ts';

/** A working day, in seconds. SageMaker itself renews the sessions of what it runs, and needs no long ones. */
const longestSession = 8 * 60 * 60;

export default defineControl({
  id: 'iam/role-session-length',
  title: 'Sessions of roles that SageMaker may assume last a working day at most',
  severity: 'low',
  appliesTo: iamRole,
  reads: ['maxSessionDuration', 'trust', 'serviceLinked'],
  rationale: 'Credentials of a session that leaked can be used until it ends.',
  remediation: {
    summary: 'Set the longest session to eight hours or less.',
    command: ({ name }) => shell`aws iam update-role --role-name ${name} --max-session-duration 28800`,
    warning: 'update-role also sets the description back where it is not given again.',
  },
  requirements: sessionControl,
  aliases: ['iam-ml-role-long-session'],
  evaluate: (role, context) => {
    const exempt = unlessMlRole(role, context);
    if (exempt) return exempt;
    const { maxSessionDuration = 0 } = role;
    return maxSessionDuration > longestSession
      ? fail(`Sessions of the role may last ${Math.round(maxSessionDuration / 360) / 10} hours`)
      : pass;
  },
});
