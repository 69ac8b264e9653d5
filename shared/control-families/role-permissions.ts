import { defineControl, type Context, type RelatedResource, type StateControl } from '../core/control.ts';
import type { ResourceType, StateOf } from '../core/resource-type.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../core/verdict.ts';
import { privilegedAccess, withRequirements, workloadLeastPrivilege } from '../frameworks/profiles.ts';
import { administratorVerdictOf } from './administrator.ts';
import { few } from './few.ts';
import { identityInput, placeOf, policiesOf, policiesOfRole, type IdentityPolicies } from './identity.ts';
import { grantedServicesOf, type PolicyInput } from './policy-analysis.ts';
import { callsOf, provenEscalation } from './proven-escalation.ts';
import { together } from './together.ts';

/** Services that what is trained and served writes its logs, metrics and traces to: to have all of them gives nothing away. */
const telemetry = new Set(['logs', 'cloudwatch', 'xray']);

/** What makes a role stronger than what runs under it needs: the first thing that does, and what else there is. */
const excess = (
  input: PolicyInput,
  policies: IdentityPolicies,
  role: RelatedResource,
  { at }: Context,
): { says: string; details: readonly string[]; administrator?: true } | { unknown: string } | undefined => {
  const administrator = administratorVerdictOf(input, at);
  if (administrator && 'unknown' in administrator) return administrator;
  if (administrator) {
    const { says, finding, details } = administrator;
    return { says: `${says} (${placeOf(finding, policies)})`, details, administrator: true };
  }
  const services = grantedServicesOf(input, at);
  if ('reason' in services) return { unknown: services.reason };
  const escalations = provenEscalation(input, role.resource, at);
  if ('reason' in escalations) return { unknown: escalations.reason };
  const whole = [...services].filter(([service]) => !telemetry.has(service));
  const [escalation, ...others] = escalations;
  const further =
    others.length > 0
      ? `, and ${few(
          others.map(({ path }) => path.id),
          2,
        )}`
      : '';
  const says = [
    ...(escalation ? [`can gain more rights (${escalation.path.id}: ${callsOf(escalation, policies)}${further})`] : []),
    ...(whole[0]
      ? [
          `may do everything in ${few(whole.map(([service]) => service))} on all resources (${placeOf(whole[0][1], policies)})`,
        ]
      : []),
  ];
  if (says.length === 0) return undefined;
  return {
    says: says.join(' and '),
    details: [
      ...escalations.map((way) => `${way.path.id}: ${way.path.title}; ${callsOf(way, policies)}`),
      ...whole.map(([service, finding]) => `${service}:* by ${placeOf(finding, policies)}`),
    ],
  };
};

/**
 * Whether a role is stronger than what runs under it can need: an administrator, outright or in effect, a way to more
 * rights, or all of a service. By all its policies together, within its boundary; where some are not known, what the others
 * give is told as that, and nothing passes.
 */
export const roleVerdict = (role: RelatedResource, context: Context): Verdict => {
  const { resource, state, exists } = role;
  const subject = `the role ${resource.name}`;
  if (exists === false) return unknown(`what ${subject} may do, which was deleted`);
  if (state['serviceLinked'] === true) return notApplicable(`AWS keeps ${subject}`);
  const policies = policiesOf(role);
  const missing = policies.missing.map((part) => `${part} of ${subject}`);
  const input = identityInput(policies, resource);
  const found = input && excess(input, policies, role, context);
  if (found && 'unknown' in found) return unknown(`what ${subject} may do: ${found.unknown}`, ...missing);
  if (!found) return missing.length > 0 ? unknown(...missing) : pass;
  return fail(`Runs as ${subject}, which ${found.says}`, {
    details: [...found.details, ...(missing.length > 0 ? [`Not known: ${missing.join(', ')}`] : [])],
    ...(found.administrator && { reach: 'administrator' as const }),
  });
};

type Declared<R extends ResourceType, Field extends keyof StateOf<R>> = Pick<
  StateControl<R, Field>,
  'id' | 'title' | 'severity' | 'appliesTo' | 'aliases' | 'reads'
> & {
  /** The reference to its role or roles. Default: `role`. */
  role?: string;
  /** Who works under the role: "whoever opens the notebook". */
  who: string;
  /** The command that shows which role it is. */
  command: StateControl<R, Field>['remediation']['command'];
  /** What is not known of its roles though they are named. */
  also?(state: Pick<StateOf<R>, Field>): readonly Verdict[];
};

/** Controls that ask one thing of what runs under a role: may that role do more than any such thing needs? */
export const rolePermissions = <R extends ResourceType, const Field extends keyof StateOf<R>>({
  role = 'role',
  who,
  command,
  also,
  ...declared
}: Declared<R, Field>): StateControl<R, Field> =>
  defineControl<R, Field>({
    ...declared,
    follows: policiesOfRole(role),
    rationale: `The role's permissions are those of ${who}, and of every library and container that runs there.`,
    remediation: {
      summary:
        'Give it a role that names the buckets, keys and calls it needs; `sagewatch guardrails role` prints one. Then take the wide policy from the present one.',
      command,
      warning: 'What the new role does not allow stops working: try it on one first.',
    },
    requirements: withRequirements(workloadLeastPrivilege, privilegedAccess),
    evaluate: (state, context) => {
      const roles = context.related[role] ?? [];
      const further = also?.(state) ?? [];
      if (roles.length === 0 && further.length === 0) return notApplicable('It has no role of its own');
      return together(
        [...new Map(roles.map((each) => [each.resource.arn, each])).values()]
          .map((each) => roleVerdict(each, context))
          .concat(further),
      );
    },
  });
