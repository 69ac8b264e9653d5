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
  // It is the form that is judged: a condition does not change it.
  weighs: /./,
  complaintOf: ({ notActions, notResources }) => {
    const elements = [
      ...(notActions.length > 0 ? [`every action but ${notActions.join(', ')} (NotAction)`] : []),
      ...(notResources.length > 0 ? [`every resource but ${notResources.join(', ')} (NotResource)`] : []),
    ];
    return elements.length > 0 ? `allows ${elements.join(' on ')}` : undefined;
  },
});
