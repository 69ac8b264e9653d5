import { defineActivityControl, type ActivityControl } from '../core/control.ts';
import { caselessGlobMatches } from '../core/glob.ts';
import { shell } from '../core/shell.ts';
import { fail, pass, unknown } from '../core/verdict.ts';
import { accountManagement, leastPrivilege, withRequirements } from '../frameworks/profiles.ts';
import { policyNameOf } from '../resources/iam/arn.ts';
import type { iamRole } from '../resources/iam/role.ts';
import type { iamUser } from '../resources/iam/user.ts';

type Declared<R> = Pick<ActivityControl, 'id' | 'title' | 'aliases'> & { appliesTo: R; kind: 'role' | 'user' };

/** Controls of the limit that a role or user was given: taking it away gives back all that it kept from them. */
export const boundaryRemoval = <R extends typeof iamRole | typeof iamUser>({ kind, ...declared }: Declared<R>) => {
  const call = kind === 'role' ? 'RolePermissionsBoundary' : 'UserPermissionsBoundary';
  return defineActivityControl<typeof iamRole | typeof iamUser, 'boundary'>({
    ...declared,
    severity: 'medium',
    watches: [`Delete${call}`, `Put${call}`],
    reads: ['boundary'],
    rationale: `A permissions boundary is what keeps a ${kind} from growing beyond what was agreed, whatever policies it is given later.`,
    remediation: {
      summary: `Ask who changed it and why. Put the former boundary back, and deny iam:Delete${call} and iam:Put${call} to those who work with the ${kind}.`,
      command: ({ name }) =>
        shell`aws iam ${`put-${kind}-permissions-boundary`} ${`--${kind}-name`} ${name} --permissions-boundary FORMER_BOUNDARY_ARN`,
    },
    requirements: withRequirements(leastPrivilege, accountManagement),
    evaluate: ({ facts: { boundary }, before }, { resource, configuration }) => {
      const former = before?.boundary;
      if (former === null) return pass;
      const subject = `The permissions boundary of the ${kind} ${resource.name}`;
      if (boundary === null) return fail(`${subject} was removed${former === undefined ? '' : ` (it was ${former})`}`);
      if (configuration.approved.boundaries.some((pattern) => caselessGlobMatches(pattern, policyNameOf(boundary)))) {
        return pass;
      }
      if (former === undefined) return unknown('the boundary it had before');
      return former.toLowerCase() === boundary.toLowerCase()
        ? pass
        : fail(`${subject} was changed from ${former} to ${boundary}`);
    },
  });
};
