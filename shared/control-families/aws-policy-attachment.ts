import { defineControl, type StateControl } from '../core/control.ts';
import { shell } from '../core/shell.ts';
import { fail, pass, type Reach } from '../core/verdict.ts';
import { policyAttachment } from '../resources/iam/policy-attachment.ts';

type Declared = Omit<StateControl, 'kind' | 'appliesTo' | 'reads' | 'mayRead' | 'remediation' | 'evaluate'> & {
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
    remediation: {
      summary,
      command: ({ arn }, { owner = '', policyArn = '' }) => {
        const kind = /:(role|user|group)\//.exec(arn)?.[1] ?? 'role';
        return shell`aws iam ${`detach-${kind}-policy`} ${`--${kind}-name`} ${owner.slice(owner.indexOf('/') + 1)} --policy-arn ${policyArn}`;
      },
      warning,
    },
    evaluate: ({ policyArn, owner }) => {
      const name = /^arn:[^:]+:iam::aws:policy\/([\w-]+)$/i.exec(policyArn)?.[1];
      const held = Object.entries(policies).find(([policy]) => policy.toLowerCase() === name?.toLowerCase());
      return held
        ? fail(`The ${owner.replace('/', ' ')} holds the AWS managed policy ${held[0]}: ${held[1]}`, { reach })
        : pass;
    },
  });
