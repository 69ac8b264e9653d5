import { completeMap } from '../../../shared/core/known-map.ts';
import { relatedResource } from '../related.ts';

const account = '111122223333';
const arnOf = (policy: string) => `arn:aws:iam::${account}:policy/${policy}`;

/** A policy of these statements, each an Allow unless it says otherwise. */
export const text = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.map((each) => ({ Effect: 'Allow', ...each })) });
export const allow = (Action: string | string[], Resource: string | string[] = '*') => text({ Action, Resource });

/** Each half is harmless alone. */
export const passing = text({ Sid: 'Pass', Action: 'iam:PassRole', Resource: '*' });
export const starting = allow(['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob']);
const writing = allow('iam:CreatePolicy');
const attaching = text({
  Action: 'iam:AttachRolePolicy',
  Resource: '*',
  Condition: { ArnLike: { 'iam:PolicyARN': `arn:aws:iam::${account}:policy/*` } },
});

export const inline = (documents: Record<string, string | null>) =>
  completeMap(
    Object.fromEntries(Object.entries(documents).map(([name, document]) => [name.toLowerCase(), { name, document }])),
  );
export const attached = (...names: string[]) =>
  completeMap(Object.fromEntries(names.map((name) => [arnOf(name).toLowerCase(), arnOf(name)])));
export const managed = (name: string, document?: string) =>
  relatedResource('iam/managed-policy', arnOf(name), document === undefined ? {} : { document });

/** Rows that every kind has. */
export const combinedRows = <Rest extends object>(rest: Rest, kind: 'role' | 'user' | 'group') => {
  const holder = {
    ...rest,
    inlinePolicies: inline({}),
    attachedPolicies: attached(),
  };
  const holding = (documents: Record<string, string | null>) => ({ ...holder, inlinePolicies: inline(documents) });
  const together = `Together, policies of the ${kind} example`;
  return {
    pass: {
      'no policy at all': holder,
      'one half': holding({ Pass: passing, Read: allow('s3:GetObject') }),
      'a way that one document leaves by itself, which is told of that': holding({
        All: allow(['iam:PassRole', 'sagemaker:CreateTrainingJob']),
        Read: allow('s3:GetObject'),
      }),
      'two that leave the same way by themselves': holding({
        A: allow(['iam:PassRole', 'sagemaker:CreateTrainingJob']),
        B: allow(['iam:PassRole', 'sagemaker:CreateTrainingJob']),
      }),
      'both halves, of which a third policy takes one back': holding({
        Pass: passing,
        Train: starting,
        No: text({ Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }),
      }),
      'passing roles that are named': holding({
        Pass: allow('iam:PassRole', `arn:aws:iam::${account}:role/Job`),
        Train: starting,
      }),
      'one policy alone, whatever it is': holding({ Broken: '{' }),
    },
    fail: {
      'two inline policies': {
        ...holding({ Pass: passing, Read: allow('s3:GetObject'), Train: starting }),
        expect: `${together} lead to more rights: sagemaker-002 (iam:PassRole by statement "Pass" of inline policy "Pass", sagemaker:CreateTrainingJob by statement 1 of inline policy "Train")`,
      },
      'an inline and an attached policy': {
        ...holder,
        inlinePolicies: inline({ Pass: passing }),
        attachedPolicies: attached('ml/Train'),
        related: { attached: [managed('ml/Train', starting)] },
        expect: 'of managed policy Train',
      },
      'an administrator, by what one policy writes and the other attaches': {
        ...holding({ Read: allow('s3:GetObject'), Write: writing, Attach: attaching }),
        expect: `${together} make an administrator: inline policy "Write", inline policy "Attach"`,
      },
      'an administrator, by all but IAM and the rest of it': {
        ...holding({
          Most: text({ NotAction: ['iam:*'], Resource: '*' }),
          Rest: text({ Action: 'iam:Get*', Resource: '*' }),
          Write: writing,
          Attach: attaching,
        }),
        expect: 'make an administrator: inline policy "Write", inline policy "Attach"',
      },
      'further ways than those that a document leaves by itself': {
        ...holding({
          Train: allow(['iam:PassRole', 'sagemaker:CreateTrainingJob']),
          Run: allow('sagemaker:CreateProcessingJob'),
        }),
        expect: `${together} lead to more rights: sagemaker-003 (`,
      },
      'many ways': {
        ...holding({ Pass: passing, All: allow('sagemaker:*') }),
        expect: ' more',
      },
      'what is known, whatever else there may be': {
        ...holding({ Pass: passing, Train: starting, Other: null }),
        attachedPolicies: undefined,
      },
    },
    notApplicable: {
      'an administrator by one policy already': holding({ All: allow('*'), Read: allow('s3:GetObject') }),
      'an administrator in effect by one policy already': holding({ Put: allow('iam:PutRolePolicy'), Pass: passing }),
    },
    unknown: {
      'nothing is known of it': { ...rest, inlinePolicies: undefined, attachedPolicies: undefined },
      'a policy that was never seen': {
        ...holding({ Pass: passing }),
        attachedPolicies: attached('Other'),
        related: { attached: [managed('Other')] },
      },
      'one document, and perhaps others': { ...holding({ Pass: passing }), attachedPolicies: undefined },
      'a policy that cannot be read': holding({ Pass: passing, Broken: '{' }),
    },
  };
};

/** Rows of what a boundary may limit. */
export const limitedRows = <Rest extends object>(rest: Rest) => {
  const holder = {
    ...rest,
    inlinePolicies: inline({ Pass: passing, Train: starting }),
    attachedPolicies: attached(),
    boundary: arnOf('Limit'),
  };
  const limit = (document?: string) => ({ boundary: [managed('Limit', document)] });
  return {
    pass: { 'both halves, within a boundary that leaves one': { ...holder, related: limit(allow('sagemaker:*')) } },
    fail: {
      'what a boundary leaves': { ...holder, related: limit(allow(['sagemaker:*', 'iam:*'])) },
      'what a boundary leaves of an administrator': {
        ...holder,
        inlinePolicies: inline({ Put: allow(['iam:PutRolePolicy']), Pass: passing, Train: starting }),
        related: limit(allow(['sagemaker:*', 'iam:PassRole'])),
        expect: 'sagemaker-002',
      },
    },
    unknown: {
      'a boundary that was never seen': { ...holder, related: limit() },
      'whether a boundary limits it': { ...holder, boundary: undefined },
      'a boundary that cannot be read': { ...holder, related: limit('{') },
    },
  };
};

const iam = (eventName: string, requestParameters: object) => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  requestParameters,
});

/** Records that make one and give it both halves. */
export const combinedRecords = (kind: 'Role' | 'User' | 'Group') => {
  const name = { [`${kind.toLowerCase()}Name`]: 'example' };
  const put = (policyName: string, policyDocument: string) =>
    iam(`Put${kind}Policy`, { ...name, policyName, policyDocument });
  return [
    iam(`Create${kind}`, { ...name, ...(kind === 'Role' && { assumeRolePolicyDocument: '{}' }) }),
    put('Pass', passing),
    put('Train', starting),
  ];
};
