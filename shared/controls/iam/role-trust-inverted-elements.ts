import { invertedElements } from '../../control-families/inverted-elements.ts';
import { trustPolicy } from '../../control-families/trust-policy.ts';
import { notApplicable } from '../../core/verdict.ts';
import { leastPrivilege } from '../../frameworks/profiles.ts';

export default trustPolicy({
  id: 'iam/role-trust-inverted-elements',
  title: 'Trust policies say whom they let in, not whom they leave out',
  severity: 'medium',
  rationale:
    'An Allow with NotPrincipal lets in everybody that it does not name, anonymous callers and other accounts among them: then one condition is all that keeps strangers out.',
  summary: 'Name the accounts, roles or services in Principal; Deny those who must never come in.',
  warning: 'Whoever assumes the role today and is not named in the new policy is locked out.',
  requirements: leastPrivilege,
  judge: ({ text, analysis }) =>
    analysis.public
      ? notApplicable('It lets everybody in, which iam/role-trust-principal judges')
      : invertedElements(text),
});
