import { defineControl, type Context, type StateControl } from '../core/control.ts';
import { shell } from '../core/shell.ts';
import { fail, pass, unknown, type Reach } from '../core/verdict.ts';
import { administratorPolicy, awsPolicyName } from '../iam/administrator-policies.ts';
import { policyAttachment } from '../resources/iam/policy-attachment.ts';
import { administratorVerdictOf } from './administrator.ts';
import { followsOwner, partOfKeptRole } from './landing-zone.ts';
import { permissionsInput, statementLabel } from './policy-analysis.ts';

/** An AWS managed policy that is held, and what it gives. */
export interface HeldPolicy {
  name: string;
  power: string;
  details?: readonly string[];
}

/**
 * The AWS managed policy that makes an administrator of whoever holds it: by its text, as any other's, and where that is not
 * known by what was found of it before. Undefined: it makes none, or is a customer's, which iam/policy-full-administrator judges.
 */
export const awsAdministrator = (
  policyArn: string,
  { related, resource, at }: Context,
): HeldPolicy | { unknown: string } | undefined => {
  const name = awsPolicyName(policyArn);
  if (name === undefined) return undefined;
  const listed = administratorPolicy(policyArn);
  const text = related['policy']?.[0]?.state['document'];
  if (typeof text !== 'string') return listed ?? { unknown: `the document of the AWS managed policy ${name}` };
  const found = administratorVerdictOf(permissionsInput(text, resource), at);
  if (!found) return undefined;
  if ('unknown' in found) return listed ?? { unknown: `the AWS managed policy ${name}: ${found.unknown}` };
  const { finding, says, details } = found;
  return { name, power: `${statementLabel(finding)} ${says}`, details, ...listed };
};

type Declared = Omit<
  StateControl,
  'kind' | 'appliesTo' | 'reads' | 'mayRead' | 'follows' | 'remediation' | 'evaluate'
> & {
  /** The policy that AWS manages, where it is one that nobody is to hold; undefined: it is another. */
  heldOf(policyArn: string, context: Context): HeldPolicy | { unknown: string } | undefined;
  summary: string;
  warning: string;
  reach?: Reach;
};

/** Controls that ask one thing: does a role, user or group hold one of certain policies that AWS manages, in any partition? */
export const awsPolicyAttachment = ({ heldOf, summary, warning, reach, ...declared }: Declared) =>
  defineControl<typeof policyAttachment, 'policyArn' | 'owner'>({
    ...declared,
    appliesTo: policyAttachment,
    reads: ['policyArn', 'owner'],
    follows: { ...followsOwner, policy: [] },
    remediation: {
      summary,
      // The owner is named by the attachment: in the evidence, the role that is followed takes its place.
      command: ({ arn, name }, { policyArn = '' }) => {
        const kind = /:(role|user|group)\//.exec(arn)?.[1] ?? 'role';
        const [owner = ''] = name.split('/attached/');
        return shell`aws iam ${`detach-${kind}-policy`} ${`--${kind}-name`} ${owner} --policy-arn ${policyArn}`;
      },
      warning,
    },
    evaluate: ({ policyArn, owner }, context) => {
      const held = heldOf(policyArn, context);
      if (!held) return pass;
      const administers = () => 'name' in (awsAdministrator(policyArn, context) ?? {});
      const kept = partOfKeptRole(context, administers);
      if (kept) return kept;
      if ('unknown' in held) return unknown(held.unknown);
      const { name, power, details = [] } = held;
      return fail(`The ${owner.replace('/', ' ')} holds the AWS managed policy ${name}: ${power}`, { details, reach });
    },
  });
