import { externalAccounts } from '../../control-families/external-accounts.ts';
import { trustPolicy } from '../../control-families/trust-policy.ts';
import { externalAccess } from '../../frameworks/profiles.ts';

export default trustPolicy({
  id: 'iam/role-trust-external-account',
  title: 'Accounts of others assume roles only if they are trusted or give an external ID',
  severity: 'medium',
  rationale:
    'A role that another account may assume is a way in which lasts; without an external ID that account can also be talked into using it for somebody else.',
  summary:
    'Take the account out of the trust policy, ask for sts:ExternalId in a condition, or name it in trusted_accounts.',
  warning: 'Whoever assumes the role from that account without the external ID is locked out.',
  requirements: externalAccess,
  aliases: ['iam-trust-cross-account-no-external-id'],
  judge: ({ text }, context) =>
    externalAccounts(
      {
        kind: 'trust',
        policy: text,
        harmless: { Null: { 'sts:ExternalId': 'false' } },
        publicControl: 'iam/role-trust-principal',
        lets: (who) => `lets ${who} assume the role without an external ID`,
      },
      context,
    ),
});
