import control from '../../../shared/controls/sso/permission-set-combined-permissions.ts';
import { cases } from '../cases.ts';
import { passing, starting, text } from '../iam/combined-permissions.ts';
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

const [here, there] = ['111122223333', '444455556666'];
const trainerOf = (account: string) => `arn:aws:iam::${account}:policy/ml/Trainer`;
const both = (account: string, document: string | undefined = starting, inline: string | null = passing) =>
  provisionedRole(account, permissions({ [trainerOf(account)]: document }, { AwsSSOInlinePolicy: inline }));
const limited = (document?: string) => {
  const boundary = `arn:aws:iam::${here}:policy/Limit`;
  const role = both(here);
  return {
    ...role,
    state: { ...role.state, boundary },
    related: {
      ...role.related,
      boundary: [relatedResource('iam/managed-policy', boundary, document ? { document } : {})],
    },
  };
};
const whole = allowing(['iam:PassRole', 'sagemaker:CreateTrainingJob']);

export default cases(control, {
  pass: {
    'one half': provisionedAs(provisionedRole(here, permissions({}, { AwsSSOInlinePolicy: passing }))),
    'a way that the inline policy leaves by itself, which is told of that': provisionedAs(
      both(here, allowing('s3:GetObject'), whole),
    ),
    'a way that the policy of the account leaves by itself, which is told of that': provisionedAs(
      both(here, whole, starting),
    ),
    'both halves, within a boundary that leaves one': provisionedAs(limited(allowing('sagemaker:*'))),
    'both halves, of which a policy of AWS takes one back': provisionedAs(
      provisionedRole(
        here,
        permissions(
          {
            [trainerOf(here)]: starting,
            [ofAws('AWSDenyAll')]: text({ Effect: 'Deny', Action: '*', Resource: '*' }),
          },
          { AwsSSOInlinePolicy: passing },
        ),
      ),
    ),
  },
  fail: {
    'an inline policy and one of the account, in two accounts': {
      ...provisionedAs(both(here), both(there)),
      expect: `Permission set example (in ${here}, ${there}) lets people gain more rights by several of its policies together: sagemaker-002 (iam:PassRole by statement "Pass" of inline policy "AwsSSOInlinePolicy", sagemaker:CreateTrainingJob by statement 1 of managed policy Trainer)`,
    },
    'in one account, whose policy of that name gives more': {
      ...provisionedAs(both(here), both(there, allowing('s3:GetObject'))),
      expect: `(in ${here}) lets`,
    },
    'an inline policy and one of AWS': {
      ...provisionedAs(
        provisionedRole(
          here,
          permissions({ [ofAws('AmazonSageMakerFullAccess')]: starting }, { AwsSSOInlinePolicy: passing }),
        ),
      ),
      expect: 'managed policy AmazonSageMakerFullAccess',
    },
    'two policies of AWS': provisionedAs(
      provisionedRole(here, permissions({ [ofAws('Passing')]: passing, [ofAws('Starting')]: starting })),
    ),
    'what a boundary leaves': provisionedAs(limited(allowing(['sagemaker:*', 'iam:*']))),
    'what is known, whatever else there may be': provisionedAs(
      provisionedRole(
        here,
        permissions(
          { [trainerOf(here)]: starting, [ofAws('ReadOnlyAccess')]: undefined },
          { AwsSSOInlinePolicy: passing },
        ),
      ),
    ),
  },
  notApplicable: {
    'an administrator': provisionedAs(both(here, starting, allowing('*'))),
    'an administrator by several together, as the control of administrators tells': provisionedAs(
      both(here, allowing('iam:CreatePolicy'), allowing('iam:AttachRolePolicy')),
    ),
  },
  unknown: {
    'a policy of the account that nobody has seen': provisionedAs(
      provisionedRole(here, permissions({ [trainerOf(here)]: undefined }, { AwsSSOInlinePolicy: passing })),
    ),
    'an inline policy that was left out': provisionedAs(both(here, starting, null)),
    'a boundary that nobody has seen': provisionedAs(limited()),
  },
  record: [
    roleCreation(here),
    {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreatePolicy',
      awsRegion: 'us-east-1',
      requestParameters: { policyName: 'Trainer', path: '/ml/', policyDocument: starting },
      responseElements: { policy: { arn: trainerOf(here), defaultVersionId: 'v1' } },
    },
    provisioning(here, 'AttachRolePolicy', { policyArn: trainerOf(here) }),
    provisioning(here, 'PutRolePolicy', { policyName: 'AwsSSOInlinePolicy', policyDocument: passing }),
  ],
});
