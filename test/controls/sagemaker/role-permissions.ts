import type { RelatedResource } from '../../../shared/core/control.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import { relatedResource } from '../related.ts';

const account = '111122223333';
export const trainer = `arn:aws:iam::${account}:role/Trainer`;

const text = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource: string | string[] = '*') => ({ Effect: 'Allow', Action, Resource });
const narrow = allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::ml-train/*');
const trust = text({ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' });

const role = (
  document: string | null,
  { boundary, state = {}, exists }: { boundary?: string; state?: object; exists?: boolean } = {},
): RelatedResource => {
  const limit = `arn:aws:iam::${account}:policy/Limit`;
  return relatedResource(
    'iam/role',
    trainer,
    {
      trust,
      serviceLinked: false,
      inlinePolicies: completeMap({ access: { name: 'Access', document } }),
      attachedPolicies: completeMap({}),
      boundary: boundary === undefined ? null : limit,
      ...state,
    },
    {
      ...(exists !== undefined && { exists }),
      related:
        boundary === undefined
          ? {}
          : { boundary: [relatedResource('iam/managed-policy', limit, { document: boundary })] },
    },
  );
};

const putPolicy = {
  eventSource: 'iam.amazonaws.com',
  eventName: 'PutRolePolicy',
  awsRegion: 'us-east-1',
  requestParameters: { roleName: 'Trainer', policyName: 'Access', policyDocument: text(allow('*')) },
};

/** The table of every control that judges the role of something; what differs is where the role stands. */
export const rolePermissionRows = <Row extends object, Record>(
  row: Row,
  record: Record,
  { roles = 'role', without }: { roles?: 'role' | 'roles'; without?: Row } = {},
) => {
  const of = (...all: RelatedResource[]) => ({ ...row, related: { [roles]: all } });
  return {
    pass: {
      'no more than it needs': of(role(text(narrow))),
      'everything, within a boundary that leaves what it needs': of(role(text(allow('*')), { boundary: text(narrow) })),
      'all of the logs': of(role(text(narrow, allow(['logs:*', 'cloudwatch:*'])))),
      'passing roles that are named': of(
        role(text(allow('sagemaker:CreateTrainingJob'), allow('iam:PassRole', `arn:aws:iam::${account}:role/Job`))),
      ),
      'no policy at all': of(role(null, { state: { inlinePolicies: completeMap({}) } })),
    },
    fail: {
      everything: {
        ...of(role(text(allow('*')))),
        expect:
          'Runs as the role Trainer, which allows every action on every resource (statement 1 of inline policy "Access")',
      },
      'everything in effect': {
        ...of(role(text(narrow, allow('iam:PutRolePolicy')))),
        expect: 'administrator in effect',
      },
      'a way to more rights': {
        ...of(role(text(allow(['iam:PassRole', 'sagemaker:CreateTrainingJob'])))),
        expect: 'can gain more rights (sagemaker-002',
      },
      'all of a service': { ...of(role(text(allow('s3:*')))), expect: 'may do everything in s3 on all resources' },
      'everything, by what is known of it': {
        ...of(role(text(allow('*')), { state: { attachedPolicies: { complete: false, entries: {} } } })),
        expect: 'every action on every resource',
      },
    },
    notApplicable: {
      'a role that AWS keeps': of(role(text(allow('*')), { state: { serviceLinked: true } })),
      ...(without && { 'no role of its own': without }),
    },
    unknown: {
      'a role that nobody told of': of(relatedResource('iam/role', trainer)),
      'policies that nobody told of': of(role(text(narrow), { state: { attachedPolicies: undefined } })),
      'a boundary that nobody told of': of(role(text(narrow), { state: { boundary: undefined } })),
      'a policy that cannot be read': of(role('{')),
      'a role that was deleted': of(role(null, { exists: false })),
    },
    record: [...[record].flat(), putPolicy],
  };
};
