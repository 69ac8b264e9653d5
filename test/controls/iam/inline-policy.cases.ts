import control from '../../../shared/controls/iam/inline-policy.ts';
import { cases } from '../cases.ts';
import { allow, permissions, putRolePolicy } from './written.ts';

export default cases(control, {
  pass: { 'of a role that IAM Identity Center keeps': { owner: 'role/AWSReservedSSO_Science_0123456789abcdef' } },
  fail: {
    'of a role': { owner: 'role/trainer', expect: 'The role trainer has the inline policy' },
    'of a group': { owner: 'group/science', expect: 'The group science has the inline policy' },
  },
  notApplicable: { 'of a user, which another control judges': { owner: 'user/alice' } },
  record: putRolePolicy(permissions(allow('s3:GetObject', 'arn:aws:s3:::data/*'))),
});
