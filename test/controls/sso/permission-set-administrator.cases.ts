import control from '../../../shared/controls/sso/permission-set-administrator.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import { cases } from '../cases.ts';
import {
  allowing,
  ofAws,
  permissions,
  provisionedAs,
  provisionedRole,
  provisioning,
  roleCreation,
} from '../identity-center.ts';
import { relatedResource } from '../related.ts';

const [here, there, yonder] = ['111122223333', '444455556666', '777788889999'];
const reader = permissions({ [ofAws('ReadOnlyAccess')]: allowing(['s3:Get*', 'ec2:Describe*']) });
const administrator = permissions({ [ofAws('AdministratorAccess')]: undefined });
const untold = permissions({ [ofAws('ReadOnlyAccess')]: undefined });
const withInline = (document: string | null) => permissions({}, { AwsSSOInlinePolicy: document });
const limited = (document?: string) => {
  const boundary = `arn:aws:iam::${here}:policy/Limit`;
  const { state, related } = withInline(allowing('*'));
  return {
    state: { ...state, boundary },
    related: { ...related, boundary: [relatedResource('iam/managed-policy', boundary, document ? { document } : {})] },
  };
};

export default cases(control, {
  pass: {
    'readers in two accounts': provisionedAs(provisionedRole(here, reader), provisionedRole(there, reader)),
    'an administrator inside a boundary': provisionedAs(provisionedRole(here, limited(allowing('s3:*')))),
    'any role to one service: more rights, but no administrator by itself': provisionedAs(
      provisionedRole(here, withInline(allowing(['iam:PassRole', 'sagemaker:CreateTrainingJob']))),
    ),
    'the keys of any user: the rights of another, who may be no administrator': provisionedAs(
      provisionedRole(here, withInline(allowing('iam:CreateAccessKey'))),
    ),
    'its administrator is gone with the account': provisionedAs(
      provisionedRole(here, reader),
      provisionedRole(there, administrator, false),
    ),
  },
  fail: {
    'AdministratorAccess in three accounts, one of which had it': {
      ...provisionedAs(
        provisionedRole(here, reader),
        provisionedRole(there, administrator),
        provisionedRole(yonder, administrator),
      ),
      expect: `Permission set example (in ${there}, ${yonder}) holds the AWS managed policy AdministratorAccess`,
    },
    'everything, by its inline policy': {
      ...provisionedAs(provisionedRole(here, withInline(allowing('*')))),
      expect: 'allows every action on every resource (statement 1 of inline policy "AwsSSOInlinePolicy")',
    },
    'the power to give itself everything': {
      ...provisionedAs(provisionedRole(here, withInline(allowing('iam:PutRolePolicy')))),
      expect:
        'makes an administrator in effect: it allows iam:PutRolePolicy on any role, and so every permission there is (statement 1 of inline policy "AwsSSOInlinePolicy")',
    },
    'in many accounts': {
      ...provisionedAs(...[1, 2, 3, 4, 5, 6].map((n) => provisionedRole(`${n}`.repeat(12), administrator))),
      expect: '444444444444 and 2 more accounts)',
    },
    'in one account, where another is not known': provisionedAs(
      provisionedRole(here, untold),
      provisionedRole(there, administrator),
    ),
  },
  notApplicable: { 'provisioned nowhere': { roles: completeMap<string>({}), related: {} } },
  unknown: {
    'a policy that nobody has seen': provisionedAs(provisionedRole(here, untold), provisionedRole(there, reader)),
    'an inline policy that was left out': provisionedAs(provisionedRole(here, withInline(null))),
    'a boundary that nobody has seen': provisionedAs(provisionedRole(here, limited())),
    'of whose policies some may be untold': provisionedAs(
      provisionedRole(here, { ...reader, state: { ...reader.state, inlinePolicies: undefined } }),
    ),
  },
  record: [roleCreation(here), provisioning(here, 'AttachRolePolicy', { policyArn: ofAws('AdministratorAccess') })],
});
