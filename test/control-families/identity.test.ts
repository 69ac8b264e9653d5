import { expect, test } from 'vitest';
import { documentOf, identityInput, policiesOf, type Identity } from '../../shared/control-families/identity.ts';
import { analysisOf } from '../../shared/control-families/policy-analysis.ts';
import { completeMap } from '../../shared/core/known-map.ts';
import { relatedResource } from '../controls/related.ts';

const account = '111122223333';
const text = (Action: string, Effect = 'Allow') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource: '*' }] });
const managed = (name: string, document?: string) =>
  relatedResource('iam/managed-policy', `arn:aws:iam::${account}:policy/${name}`, document ? { document } : {});
const attachedTo = (...names: string[]) =>
  completeMap(
    Object.fromEntries(
      names.map((name) => [
        `arn:aws:iam::${account}:policy/${name}`.toLowerCase(),
        `arn:aws:iam::${account}:policy/${name}`,
      ]),
    ),
  );
const inline = (documents: Record<string, string | null>) =>
  completeMap(
    Object.fromEntries(Object.entries(documents).map(([name, document]) => [name.toLowerCase(), { name, document }])),
  );
const role = (state: object, related: Identity['related'] = {}): Identity =>
  relatedResource('iam/role', `arn:aws:iam::${account}:role/Trainer`, { ...state }, { related });

const owner = { account, arn: `arn:aws-cn:iam::${account}:role/Trainer` };
const nothing = { inlinePolicies: inline({}), attachedPolicies: attachedTo(), boundary: null };

test('a role that has no policies has none, and nothing is missing', () => {
  expect(policiesOf(role(nothing))).toEqual({ documents: [], boundary: null, missing: [] });
  expect(identityInput(policiesOf(role(nothing)), owner)).toBeUndefined();
});

test('inline, attached and limiting policies together, each by its name', () => {
  const policies = policiesOf(
    role(
      {
        inlinePolicies: inline({ Read: text('s3:GetObject') }),
        attachedPolicies: attachedTo('ml/Data'),
        boundary: `arn:aws:iam::${account}:policy/Limit`,
      },
      { attached: [managed('ml/Data', text('s3:PutObject'))], boundary: [managed('Limit', text('s3:*'))] },
    ),
  );
  expect(policies).toEqual({
    documents: [
      { name: 'inline policy "Read"', text: text('s3:GetObject') },
      { name: 'managed policy Data', text: text('s3:PutObject') },
    ],
    boundary: text('s3:*'),
    missing: [],
  });
  expect(identityInput(policies, owner)).toEqual({
    kind: 'identity',
    policy: text('s3:GetObject'),
    account,
    partition: 'aws-cn',
    alsoAttached: [text('s3:PutObject')],
    boundary: text('s3:*'),
  });
});

test('a finding names the policy that it rests on', () => {
  const policies = policiesOf(
    role(
      { ...nothing, inlinePolicies: inline({ Read: text('s3:GetObject') }), attachedPolicies: attachedTo('All') },
      { attached: [managed('All', text('*'))] },
    ),
  );
  const input = identityInput(policies, owner);
  if (!input) throw new Error('nothing to analyse');
  const { adminAccess, findings } = analysisOf(input, 0);
  expect(adminAccess).toBe(true);
  const finding = findings.find(({ id }) => id === 'adminAccess');
  expect(finding && documentOf(finding, policies)).toBe('managed policy All');
});

test('a user has the policies of its groups too', () => {
  const group = relatedResource('iam/group', `arn:aws:iam::${account}:group/Data`, {
    inlinePolicies: inline({ Read: text('s3:GetObject') }),
    attachedPolicies: attachedTo(),
  });
  const user = relatedResource(
    'iam/user',
    `arn:aws:iam::${account}:user/alice`,
    { ...nothing, groups: completeMap({ data: 'Data' }) },
    { related: { groups: [group] } },
  );
  expect(policiesOf(user)).toEqual({
    documents: [{ name: 'inline policy "Read" of group Data', text: text('s3:GetObject') }],
    boundary: null,
    missing: [],
  });
});

test.each([
  [
    'nothing is known of it',
    {},
    {},
    ['all inline policies', 'all attached policies', 'whether a permissions boundary limits it'],
  ],
  [
    'only some of its policies were told of',
    { ...nothing, inlinePolicies: { ...inline({ Read: text('s3:GetObject') }), complete: false } },
    {},
    ['all inline policies'],
  ],
  [
    'an inline policy’s text was left out',
    { ...nothing, inlinePolicies: inline({ Read: null }) },
    {},
    ['the document of the inline policy "Read"'],
  ],
  [
    'a managed policy was never seen',
    { ...nothing, attachedPolicies: attachedTo('Data') },
    { attached: [managed('Data')] },
    ['the document of the managed policy Data'],
  ],
  [
    'its boundary was never seen',
    { ...nothing, boundary: `arn:aws:iam::${account}:policy/Limit` },
    { boundary: [managed('Limit')] },
    ['the document of its permissions boundary Limit'],
  ],
])('what is missing is said: %s', (_, state, related, missing) => {
  expect(policiesOf(role(state, related)).missing).toEqual(missing);
});

test('a user whose groups are not known, and a group, which has no boundary', () => {
  const user = relatedResource('iam/user', `arn:aws:iam::${account}:user/alice`, nothing);
  expect(policiesOf(user).missing).toEqual(['all groups']);
  const group = relatedResource('iam/group', `arn:aws:iam::${account}:group/Data`, { ...nothing, boundary: undefined });
  expect(policiesOf(group)).toEqual({ documents: [], boundary: null, missing: [] });
});

test('what an attached policy gives until some time it gives no longer', () => {
  const until = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { DateLessThan: { 'aws:CurrentTime': '2026-11-02T00:00:00Z' } },
      },
    ],
  });
  const input = { kind: 'identity' as const, policy: text('s3:GetObject'), account, alsoAttached: [until] };
  expect(analysisOf(input, Date.UTC(2026, 10, 1)).adminAccess).toBe(true);
  expect(analysisOf(input, Date.UTC(2026, 10, 3)).adminAccess).toBe(false);
});
