import { defineControl, type StateControl } from '../core/control.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import { shell } from '../core/shell.ts';
import type { Reach } from '../core/verdict.ts';
import type { Policy, Statement } from '../iam/policy-document.ts';
import { narrowingKeys } from '../iam/wide-grants.ts';
import { inlinePolicy } from '../resources/iam/inline-policy.ts';
import { managedPolicy } from '../resources/iam/managed-policy.ts';
import { isAdministratorDocument } from './administrator-rights.ts';
import { followsOwner, partOfKeptRole } from './landing-zone.ts';
import { policyVerdict, type Complaint } from './policy-verdict.ts';

const rewrite = ({ type, arn, name }: ResourceRef): string => {
  if (type === managedPolicy.name) {
    return shell`aws iam create-policy-version --policy-arn ${arn} --policy-document file://policy.json --set-as-default`;
  }
  const [owner = '', policy = ''] = name.split('/inline/');
  const kind = /:(role|user|group)\//.exec(arn)?.[1] ?? 'role';
  return shell`aws iam ${`put-${kind}-policy`} ${`--${kind}-name`} ${owner} --policy-name ${policy} --policy-document file://policy.json`;
};

type Declared = Omit<StateControl, 'kind' | 'appliesTo' | 'reads' | 'remediation' | 'evaluate'> & {
  /** What to write instead. */
  summary: string;
  warning?: string;
  /** What is wrong with a statement that allows something, said after its name. */
  complaintOf(statement: Statement, policy: Policy): Complaint;
  reach?(statement: Statement): Reach | undefined;
  /** Condition keys that the control weighs itself. */
  weighs?: RegExp;
};

/**
 * Controls that ask what a permissions policy allows, wherever it is kept: inline in a role, user or group, or managed by
 * the customer. A first reading, of one document: conditions that may narrow a grant leave it undecided, a boundary or
 * another policy's Deny is not weighed.
 */
export const permissionsPolicy = ({ summary, warning, complaintOf, reach, weighs, ...declared }: Declared) =>
  defineControl<typeof inlinePolicy | typeof managedPolicy, 'document'>({
    ...declared,
    appliesTo: [inlinePolicy, managedPolicy],
    reads: ['document'],
    follows: followsOwner,
    remediation: { summary, command: rewrite, ...(warning !== undefined && { warning }) },
    evaluate: ({ document }, context) =>
      partOfKeptRole(context, () => isAdministratorDocument(document, context)) ??
      policyVerdict(
        document,
        (statement, policy) => {
          if (statement.effect !== 'Allow') return undefined;
          const complaint = complaintOf(statement, policy);
          const keys = narrowingKeys(statement).filter((key) => !weighs?.test(key));
          return typeof complaint === 'string' && keys.length > 0
            ? { undecided: `what its condition on ${keys.join(', ')} leaves of "${complaint}"` }
            : complaint;
        },
        reach,
      ),
  });
