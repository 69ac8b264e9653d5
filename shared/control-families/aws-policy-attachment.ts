import { defineControl, type StateControl } from '../core/control.ts';
import { shell } from '../core/shell.ts';
import { fail, pass, type Reach } from '../core/verdict.ts';
import { administratorPolicy, awsPolicyIn } from '../iam/administrator-policies.ts';
import { policyAttachment } from '../resources/iam/policy-attachment.ts';
import { followsOwner, partOfKeptRole } from './landing-zone.ts';

type Declared = Omit<
  StateControl,
  'kind' | 'appliesTo' | 'reads' | 'mayRead' | 'follows' | 'remediation' | 'evaluate'
> & {
  /** Policies that AWS manages, by name, each with what it gives. */
  policies: Readonly<Record<string, string>>;
  summary: string;
  warning: string;
  reach?: Reach;
};

/** Controls that ask one thing: does a role, user or group hold one of these policies that AWS manages, in any partition? */
export const awsPolicyAttachment = ({ policies, summary, warning, reach, ...declared }: Declared) =>
  defineControl<typeof policyAttachment, 'policyArn' | 'owner'>({
    ...declared,
    appliesTo: policyAttachment,
    reads: ['policyArn', 'owner'],
    follows: followsOwner,
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
      const held = awsPolicyIn(policies, policyArn);
      if (!held) return pass;
      return (
        partOfKeptRole(context, () => administratorPolicy(policyArn) !== undefined) ??
        fail(`The ${owner.replace('/', ' ')} holds the AWS managed policy ${held.name}: ${held.power}`, { reach })
      );
    },
  });
