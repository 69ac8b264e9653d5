import { findingsOf, proofOf, statementLabel } from '../../control-families/policy-analysis.ts';
import { publicPolicy } from '../../control-families/public-policy.ts';
import { trustPolicy } from '../../control-families/trust-policy.ts';
import { fail, pass } from '../../core/verdict.ts';
import { externalAccess, publicAccess, withRequirements } from '../../frameworks/profiles.ts';
import { isSharedIssuer } from '../../iam/index.ts';

export default trustPolicy({
  id: 'iam/role-trust-principal',
  title: 'Trust policies of roles name who may assume them',
  severity: 'critical',
  rationale: 'A role that anybody may assume gives its permissions to every AWS account in the world.',
  summary: 'Name the accounts, roles or services in Principal, or the organization in a condition.',
  warning: 'Whoever assumes the role today and is not named in the new policy is locked out.',
  asked: 'public',
  requirements: withRequirements(publicAccess, externalAccess),
  aliases: ['iam-trust-wildcard-principal'],
  judge: ({ text, analysis }, context) => {
    const open = publicPolicy(
      {
        kind: 'trust',
        policy: text,
        everybody: 'anybody with an AWS account',
        lets: (who) => `lets ${who} assume the role`,
      },
      context,
    );
    if (open.status !== 'pass') return open;
    const anybodys = findingsOf(analysis, 'federatedUnscoped').filter(([provider]) => isSharedIssuer(provider));
    const [first] = anybodys;
    if (!first) return pass;
    const [provider, finding] = first;
    const issuer = provider.slice(provider.indexOf(':oidc-provider/') + 1).replace('oidc-provider/', '');
    return fail(
      `${statementLabel(finding)} lets anybody with a token of ${issuer} assume the role: no condition says whose`,
      { details: anybodys.map(([, each]) => proofOf(each) ?? each.message), reach: 'public' },
    );
  },
});
