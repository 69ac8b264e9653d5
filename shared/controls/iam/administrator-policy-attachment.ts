import { awsAdministrator, awsPolicyAttachment } from '../../control-families/aws-policy-attachment.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';

export default awsPolicyAttachment({
  id: 'iam/administrator-policy-attachment',
  title: 'No role, user or group holds an AWS managed administrator policy',
  severity: 'high',
  heldOf: awsAdministrator,
  rationale: 'One stolen session of such a role, or one key of such a user, is the whole account.',
  summary: 'Attach a policy that names what is needed, then detach the administrator policy.',
  warning: 'Make sure first that somebody else can still administer the account.',
  requirements: withRequirements(leastPrivilege, privilegedAccess, { 'cis-aws-v6': ['2.15'] }),
  aliases: ['iam-admin-managed-policy-attached'],
  reach: 'administrator',
});
