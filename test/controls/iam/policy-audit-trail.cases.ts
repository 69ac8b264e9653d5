import control from '../../../shared/controls/iam/policy-audit-trail.ts';
import { cases } from '../cases.ts';
import { allow, deny, permissions, putRolePolicy } from './written.ts';

export default cases(control, {
  pass: {
    'reading trails': permissions(allow(['cloudtrail:Get*', 'cloudtrail:List*', 'cloudtrail:LookupEvents'])),
    'one trail': permissions(allow('cloudtrail:*', 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/team')),
    'trails of another account, which refuses it': permissions(
      allow('cloudtrail:*', 'arn:aws:cloudtrail:*:444455556666:trail/*'),
    ),
    'making trails': permissions(allow(['cloudtrail:CreateTrail', 'cloudtrail:StartLogging'])),
    'what is denied again': permissions(
      allow('cloudtrail:*'),
      deny([
        'cloudtrail:StopLogging',
        'cloudtrail:DeleteTrail',
        'cloudtrail:UpdateTrail',
        'cloudtrail:PutEventSelectors',
      ]),
    ),
  },
  fail: {
    'all of CloudTrail': {
      ...permissions({ Sid: 'Trail', ...allow('cloudtrail:*') }),
      expect:
        'Statement "Trail" allows cloudtrail:StopLogging, cloudtrail:DeleteTrail, cloudtrail:UpdateTrail, cloudtrail:PutEventSelectors on trails of any name',
    },
    'stopping alone': {
      ...permissions(allow('cloudtrail:StopLogging')),
      expect: 'allows cloudtrail:StopLogging on trails of any name',
    },
    'trails of one Region': permissions(
      allow('cloudtrail:DeleteTrail', 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/*'),
    ),
    'all trails but those of one Region': permissions(
      allow('cloudtrail:*'),
      deny('cloudtrail:*', 'arn:aws:cloudtrail:eu-central-1:*:trail/*'),
    ),
    'with MFA, which says who and not what': permissions(
      allow('cloudtrail:UpdateTrail', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    ),
    'everything but IAM': permissions({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
  },
  notApplicable: { 'an administrator': permissions(allow('*')) },
  unknown: { 'a policy that cannot be read': { document: '{"Statement":' } },
  record: putRolePolicy(permissions(allow('cloudtrail:*'))),
});
