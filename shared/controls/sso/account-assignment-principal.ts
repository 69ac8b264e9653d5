import { identityAdministrator } from '../../control-families/identity-administrator.ts';
import { policiesOfRole } from '../../control-families/identity.ts';
import { defineControl, type RelatedResource } from '../../core/control.ts';
import type { Instant } from '../../core/instant.ts';
import { completeMap, presentEntries } from '../../core/known-map.ts';
import type { StateOf } from '../../core/resource-type.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../../core/verdict.ts';
import { accountManagement, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';
import { accountAssignment } from '../../resources/sso/account-assignment.ts';
import { instanceArn } from '../../resources/sso/arn.ts';
import type { permissionSet } from '../../resources/sso/permission-set.ts';

const inlineOf = (inlinePolicy: string | null | undefined) =>
  inlinePolicy === undefined
    ? undefined
    : completeMap(inlinePolicy === null ? {} : { inline: { name: 'inline', document: inlinePolicy } });

/** What a permission set makes of whoever is assigned it; the customer's own policies it names are each account's. */
const rightsOf = ({ state, related, resource }: RelatedResource, at: Instant): Verdict => {
  const { inlinePolicy, attachedPolicies, customerPolicies, boundary } = state as Partial<
    StateOf<typeof permissionSet>
  >;
  const verdict = identityAdministrator(
    { resource, related, state: { inlinePolicies: inlineOf(inlinePolicy), attachedPolicies, boundary } },
    at,
  );
  if (verdict.status === 'fail') return verdict;
  const others = presentEntries(customerPolicies).map(([, name]) => `the customer managed policy ${name} there`);
  const missing = [...others, ...(customerPolicies?.complete ? [] : ['all customer managed policies'])];
  const known = verdict.status === 'unknown' ? verdict.missing : [];
  return missing.length > 0 ? unknown(...known, ...missing) : verdict;
};

export default defineControl({
  id: 'sso/account-assignment-principal',
  title: 'Administrator permission sets are assigned to groups, not to single users',
  severity: 'medium',
  appliesTo: accountAssignment,
  reads: ['principalType', 'principalId', 'permissionSetArn'],
  follows: { ...policiesOfRole('permissionSet'), permissionSet: ['name'] },
  rationale:
    'Who is in a group of administrators is reviewed in one place and ends with the job; what one person was once assigned in one account is forgotten there.',
  remediation: {
    summary: 'Assign the permission set to a group of those who administer the account, then take it from the user.',
    command: ({ account }, { permissionSetArn = '', principalId = '' }) =>
      shell`aws sso-admin delete-account-assignment --instance-arn ${instanceArn(permissionSetArn) ?? 'ARN of the instance'} --target-id ${account} --target-type AWS_ACCOUNT --permission-set-arn ${permissionSetArn} --principal-type USER --principal-id ${principalId}`,
    warning: 'The user loses the account at once: make sure first that the group has it and the user is in the group.',
  },
  requirements: withRequirements(privilegedAccess, accountManagement),
  evaluate: ({ principalType, principalId, permissionSetArn }, { related, resource, at }) => {
    if (principalType !== 'USER') return pass;
    const [set] = related['permissionSet'] ?? [];
    if (!set) return unknown(`the permission set ${permissionSetArn}`);
    const rights = rightsOf(set, at);
    if (rights.status === 'unknown') return rights;
    if (rights.status !== 'fail') return notApplicable('The permission set makes nobody an administrator');
    const name = typeof set.state['name'] === 'string' ? set.state['name'] : set.resource.name;
    return fail(
      `User ${principalId} alone is assigned permission set ${name} in account ${resource.account}, which ${rights.message}`,
      { details: rights.details, reach: 'administrator' },
    );
  },
});
