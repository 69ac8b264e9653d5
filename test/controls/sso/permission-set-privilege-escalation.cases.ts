import control from '../../../shared/controls/sso/permission-set-privilege-escalation.ts';
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

const [here, there] = ['111122223333', '444455556666'];
const training = ['iam:PassRole', 'sagemaker:CreateTrainingJob'];
const withInline = (document: string | null) => permissions({}, { AwsSSOInlinePolicy: document });
const passing = (account: string, name = '*') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'iam:PassRole', Resource: `arn:aws:iam::${account}:role/${name}` },
      { Effect: 'Allow', Action: 'sagemaker:CreateTrainingJob', Resource: '*' },
    ],
  });

export default cases(control, {
  pass: {
    'training under a role that is named': provisionedAs(provisionedRole(here, withInline(passing('*', 'Trainer')))),
    'policies of AWS alone': provisionedAs(
      provisionedRole(here, permissions({ [ofAws('AmazonSageMakerFullAccess')]: allowing(training) })),
    ),
  },
  fail: {
    'training under any role, in two accounts': {
      ...provisionedAs(...[here, there].map((account) => provisionedRole(account, withInline(allowing(training))))),
      expect: `Permission set example (in ${here}, ${there}) lets people gain more rights by its inline policy "AwsSSOInlinePolicy" alone: sagemaker-002`,
    },
    'the keys of any user': {
      ...provisionedAs(provisionedRole(here, withInline(allowing('iam:CreateAccessKey')))),
      expect: '(iam:CreateAccessKey)',
    },
    'any role of one account, in two accounts': {
      ...provisionedAs(...[here, there].map((account) => provisionedRole(account, withInline(passing(here))))),
      expect: `(in ${here}) lets`,
    },
  },
  notApplicable: {
    'an administrator': provisionedAs(provisionedRole(here, withInline(allowing('*')))),
  },
  unknown: {
    'an inline policy that was left out': provisionedAs(provisionedRole(here, withInline(null))),
    'an inline policy that cannot be read': provisionedAs(provisionedRole(here, withInline('{'))),
  },
  record: [
    roleCreation(here),
    provisioning(here, 'PutRolePolicy', { policyName: 'AwsSSOInlinePolicy', policyDocument: allowing(training) }),
  ],
});
