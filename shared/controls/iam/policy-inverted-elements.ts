import { invertedElements } from '../../control-families/inverted-elements.ts';
import { permissionsPolicy } from '../../control-families/permissions-policy.ts';
import { leastPrivilege } from '../../frameworks/profiles.ts';

export default permissionsPolicy({
  id: 'iam/policy-inverted-elements',
  title: 'Policies say what they allow, not what they leave out',
  severity: 'medium',
  rationale:
    'An Allow with NotAction or NotResource gives all that it does not name, and all that AWS will add to its services.',
  summary: 'Turn the statement round: Allow what is needed, and Deny what must never be.',
  warning: 'Whoever works with the policy loses what the new one leaves out.',
  requirements: leastPrivilege,
  aliases: ['iam-policy-notaction-allow'],
  ofAdministrators: true,
  judge: ({ input }) => invertedElements(input.policy),
});
