import control from '../../../shared/controls/iam/inline-policy.ts';
import { cases } from '../cases.ts';
import { keptByAws, keptByOrganization } from './kept-role.ts';
import { allow, permissions, putRolePolicy } from './written.ts';

const everything = permissions(allow('*'));

export default cases(control, {
  pass: { 'of a role that IAM Identity Center keeps': { owner: 'role/AWSReservedSSO_Science_0123456789abcdef' } },
  fail: {
    'of a role': { owner: 'role/trainer', expect: 'The role trainer has the inline policy' },
    'of a landing-zone role, whose account nobody told of': {
      owner: 'role/OrganizationAccountAccessRole',
      ...everything,
      ...keptByOrganization(),
      configuration: {},
    },
    'of a landing-zone role, which is no administrator by it': {
      owner: 'role/OrganizationAccountAccessRole',
      ...keptByOrganization(),
      ...permissions(allow('s3:GetObject')),
    },
    'of a group': { owner: 'group/science', expect: 'The group science has the inline policy' },
  },
  notApplicable: {
    'of a user, which another control judges': { owner: 'user/alice' },
    'of a role that AWS keeps': { owner: 'role/AWSServiceRoleForExample', ...keptByAws },
    'of a landing-zone role, which makes it an administrator': {
      owner: 'role/OrganizationAccountAccessRole',
      ...everything,
      ...keptByOrganization(),
    },
    'of a landing-zone role, which another makes an administrator': {
      owner: 'role/OrganizationAccountAccessRole',
      ...keptByOrganization({ AdministratorAccess: everything.document }),
    },
  },
  record: putRolePolicy(permissions(allow('s3:GetObject', 'arn:aws:s3:::data/*'))),
});
