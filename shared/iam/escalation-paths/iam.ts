import { derived, pathfinding, prowler, type EscalationPath, type RequiredAction } from './path.ts';

const onRole = (action: string): RequiredAction => ({ action, on: 'role' });
const onUser = (action: string): RequiredAction => ({ action, on: 'user' });
const onGroup = (action: string): RequiredAction => ({ action, on: 'group' });
const onPolicy = (action: string): RequiredAction => ({ action, on: 'policy' });

const assumeRole = onRole('sts:AssumeRole');
const trustRole = onRole('iam:UpdateAssumeRolePolicy');
const newKey = onUser('iam:CreateAccessKey');
const newVersion = onPolicy('iam:CreatePolicyVersion');

/** Ways through IAM itself: what one may grant, one has. */
export const iamPaths: readonly EscalationPath[] = [
  pathfinding('A', 'iam-001', 'Write a new version of a policy one has', newVersion),
  pathfinding('A', 'iam-002', "Make a key for another user's account", newKey),
  pathfinding('A', 'iam-003', "Replace another user's access key", newKey, onUser('iam:DeleteAccessKey')),
  pathfinding('A', 'iam-004', 'Give a password to a user who has none', onUser('iam:CreateLoginProfile')),
  pathfinding('A', 'iam-005', 'Write an inline policy of a role one has', onRole('iam:PutRolePolicy')),
  pathfinding('A', 'iam-006', "Change another user's password", onUser('iam:UpdateLoginProfile')),
  pathfinding('A', 'iam-007', 'Write an inline policy of a user', onUser('iam:PutUserPolicy')),
  pathfinding('A', 'iam-008', 'Attach a policy to a user', onUser('iam:AttachUserPolicy')),
  pathfinding('A', 'iam-009', 'Attach a policy to a role one has', onRole('iam:AttachRolePolicy')),
  pathfinding('A', 'iam-010', 'Attach a policy to a group one is in', onGroup('iam:AttachGroupPolicy')),
  pathfinding('A', 'iam-011', 'Write an inline policy of a group one is in', onGroup('iam:PutGroupPolicy')),
  pathfinding('A', 'iam-012', 'Make another role trust oneself', trustRole),
  pathfinding('A', 'iam-013', 'Add oneself to a group', onGroup('iam:AddUserToGroup')),
  pathfinding('A', 'iam-014', 'Attach a policy to a role and assume it', onRole('iam:AttachRolePolicy'), assumeRole),
  pathfinding('A', 'iam-015', 'Attach a policy to a user and take a key', onUser('iam:AttachUserPolicy'), newKey),
  pathfinding('A', 'iam-016', 'Widen the policy of a role and assume it', newVersion, assumeRole),
  pathfinding('A', 'iam-017', 'Write a policy of a role and assume it', onRole('iam:PutRolePolicy'), assumeRole),
  pathfinding('A', 'iam-018', 'Write a policy of a user and take a key', onUser('iam:PutUserPolicy'), newKey),
  pathfinding('A', 'iam-019', 'Attach a policy to a role, be trusted by it', onRole('iam:AttachRolePolicy'), trustRole),
  pathfinding('A', 'iam-020', 'Widen the policy of a role, be trusted by it', newVersion, trustRole),
  pathfinding('A', 'iam-021', 'Write a policy of a role, be trusted by it', onRole('iam:PutRolePolicy'), trustRole),
  prowler('A', 'IAM-022', 'Drop the permission boundary of a user', onUser('iam:DeleteUserPermissionsBoundary')),
  prowler(
    'A',
    'IAM-023',
    'Drop the permission boundary of a role and assume it',
    onRole('iam:DeleteRolePermissionsBoundary'),
    assumeRole,
  ),
  derived(
    'A',
    'iam-x-set-default-policy-version',
    'Go back to a wider version of a policy one has',
    onPolicy('iam:SetDefaultPolicyVersion'),
  ),
  pathfinding('B', 'sts-001', 'Assume a role that trusts the account', assumeRole),
];
