import { externalAccounts } from '../../control-families/external-accounts.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { notApplicable } from '../../core/verdict.ts';
import { externalAccess } from '../../frameworks/profiles.ts';
import { iamRole } from '../../resources/iam/role.ts';

export default defineControl({
  id: 'iam/role-trust-external-account',
  title: 'Accounts of others assume roles only if they are trusted or give an external ID',
  severity: 'medium',
  appliesTo: iamRole,
  reads: ['trust', 'serviceLinked'],
  rationale:
    'A role that another account may assume is a way in which lasts; without an external ID that account can also be talked into using it for somebody else.',
  remediation: {
    summary:
      'Take the account out of the trust policy, ask for sts:ExternalId in a condition, or name it in trusted_accounts.',
    command: ({ name }) =>
      shell`aws iam update-assume-role-policy --role-name ${name} --policy-document file://trust.json`,
    warning: 'Whoever assumes the role from that account without the external ID is locked out.',
  },
  requirements: externalAccess,
  aliases: ['iam-trust-cross-account-no-external-id'],
  evaluate: ({ trust, serviceLinked }, context) =>
    serviceLinked
      ? notApplicable('AWS made the role and keeps its trust policy')
      : externalAccounts(
          {
            kind: 'trust',
            policy: trust,
            harmless: { Null: { 'sts:ExternalId': 'false' } },
            publicControl: 'iam/role-trust-principal',
            lets: (who) => `lets ${who} assume the role without an external ID`,
          },
          context,
        ),
});
