import { findingsOf, proofOf, statementLabel } from '../../control-families/policy-analysis.ts';
import { trustPolicy } from '../../control-families/trust-policy.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { externalAccess } from '../../frameworks/profiles.ts';
import { isSharedIssuer } from '../../iam/index.ts';

export default trustPolicy({
  id: 'iam/role-trust-token-subject',
  title: 'Trust policies say which tokens of an identity provider they take',
  severity: 'medium',
  rationale:
    'Whoever the provider vouches for may assume the role: every workload of a cluster, every employee, and those who sign in to another application of it.',
  summary:
    'Add a condition on the subject of the token (`<issuer>:sub`), or on whom it was made for (`<issuer>:aud`, `SAML:aud`).',
  warning: 'Whoever assumes the role with a token that the condition does not name is locked out.',
  requirements: externalAccess,
  judge: ({ analysis }) => {
    const found = findingsOf(analysis, 'federatedUnscoped');
    const own = found.filter(([provider]) => !isSharedIssuer(provider));
    const [first, ...others] = own;
    if (!first) {
      return found.length > 0
        ? notApplicable('Anybody may have a token of its provider, which iam/role-trust-principal judges')
        : pass;
    }
    const [provider, finding] = first;
    const message = `${statementLabel(finding)} lets whoever has a token of ${provider} assume the role: no condition is on its subject or audience`;
    return fail(others.length > 0 ? `${message}, and ${others.length} more like it` : message, {
      details: own.map(([, each]) => proofOf(each) ?? each.message),
    });
  },
});
