import type { Context } from '../core/control.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../core/verdict.ts';
import type { PolicyFinding } from '../iam/index.ts';
import {
  analysisOf,
  findingsOf,
  ownedInput,
  proofOf,
  statementLabel,
  withStatements,
  type OwnedPolicy,
} from './policy-analysis.ts';

interface Asked extends Omit<OwnedPolicy, 'policy'> {
  /** Null: there is none. */
  policy: string | null | undefined;
  /** A condition of requests that nobody minds. */
  harmless?: object;
  /** The control that judges a policy which lets everybody in. */
  publicControl: string;
  /** Said after the statement: "lets account 444455556666, which is …, into the bucket". */
  lets(who: string): string;
}

const denies = ({ kind }: Asked, condition: object): object => ({
  Effect: 'Deny',
  Principal: '*',
  Action: '*',
  ...(kind === 'resource' && { Resource: '*' }),
  Condition: condition,
});

/**
 * Whom a policy names that is neither of the owner's account, nor of its organization, nor trusted by the configuration.
 * Accounts that the configuration describes are the organization's own. A policy that lets everybody in is another
 * control's; AWS services are not accounts.
 */
export const externalAccounts = (asked: Asked, context: Context): Verdict => {
  const { at, configuration } = context;
  const { organization, trustedAccounts, accounts } = configuration;
  const { policy, harmless } = asked;
  if (policy === null) return pass;
  if (policy === undefined) return unknown('the policy document');
  const input = ownedInput({ ...asked, policy }, context);
  const whole = analysisOf(input, at);
  if (whole.indeterminate !== null) return unknown(`the policy document: ${whole.indeterminate}`);
  if (whole.public) return notApplicable(`It lets everybody in, which ${asked.publicControl} judges`);
  const spared = [
    ...(organization === null ? [] : [{ StringEquals: { 'aws:PrincipalOrgID': organization } }]),
    ...(harmless ? [harmless] : []),
  ];
  const left =
    spared.length === 0
      ? whole
      : analysisOf(
          { ...input, policy: withStatements(policy, ...spared.map((condition) => denies(asked, condition))) },
          at,
        );
  if (left.indeterminate !== null) return unknown(`the policy document: ${left.indeterminate}`);
  const doubts: string[] = [];
  const wrong: { finding: PolicyFinding; who: string }[] = [];
  const whether = (org: string) => `whether ${org} is your organization: the configuration names none`;
  for (const [account, finding] of findingsOf(left, 'crossAccount')) {
    if (trustedAccounts.includes(account) || Object.hasOwn(accounts, account)) continue;
    const [org] = finding.witness?.contextKeys['aws:principalorgid'] ?? [];
    if (!/^\d{12}$/.test(account)) doubts.push(`whose the canonical user ${account} is`);
    else if (organization === null && org !== undefined) doubts.push(whether(org));
    else wrong.push({ finding, who: `account ${account}, which is not among your own and trusted accounts,` });
  }
  for (const [org, finding] of findingsOf(left, 'externalOrg')) {
    if (organization === null) doubts.push(whether(org));
    else wrong.push({ finding, who: `every account of organization ${org}, which is not yours,` });
  }
  const [first, ...others] = wrong;
  if (!first) return doubts.length > 0 ? unknown(...new Set(doubts)) : pass;
  const message = `${statementLabel(first.finding)} ${asked.lets(first.who)}`;
  return fail(others.length > 0 ? `${message}, and ${others.length} more like it` : message, {
    details: wrong.map(({ finding }) =>
      [statementLabel(finding), proofOf(finding)].filter((part) => part !== undefined).join(': '),
    ),
  });
};
