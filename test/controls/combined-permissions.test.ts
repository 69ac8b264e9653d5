import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { awsManagedPolicies } from '../../shared/adapters/local/aws-managed-policies.ts';
import { record } from '../fixtures/record.ts';
import { run } from '../fixtures/run.ts';
import { at } from '../fixtures/story.ts';
import { watchdog } from '../fixtures/watchdog.ts';
import { allow, passing, starting } from './iam/combined-permissions.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 40);
const control = 'iam/role-combined-permissions';
const account = '111122223333';
const policyArn = (name: string) => `arn:aws:iam::${account}:policy/${name}`;
const iam = (eventName: string, requestParameters: object, responseElements: object | null = null) => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  requestParameters,
  responseElements,
});
const roleName = 'Trainer';
const created = (policyName: string, policyDocument: string) =>
  iam(
    'CreatePolicy',
    { policyName, policyDocument },
    { policy: { arn: policyArn(policyName), defaultVersionId: 'v1' } },
  );
const put = (policyName: string, policyDocument: string) =>
  iam('PutRolePolicy', { roleName, policyName, policyDocument });
const attach = (policy: string) => iam('AttachRolePolicy', { roleName, policyArn: policy });
const detach = (policy: string) => iam('DetachRolePolicy', { roleName, policyArn: policy });
const limit = (policy: string) => iam('PutRolePermissionsBoundary', { roleName, permissionsBoundary: policy });
const unlimited = iam('DeleteRolePermissionsBoundary', { roleName });
const made = iam('CreateRole', { roleName, assumeRolePolicyDocument: '{}' });
const version = (name: string, policyDocument: string) =>
  iam(
    'CreatePolicyVersion',
    { policyArn: policyArn(name), policyDocument, setAsDefault: true },
    { policyVersion: { versionId: 'v2' } },
  );

const timed = (calls: readonly ReturnType<typeof iam>[]) =>
  calls.map((call, minute) => at(`2026-11-02T09:${String(minute).padStart(2, '0')}:00Z`, call));

const told = (...calls: ReturnType<typeof iam>[]) =>
  run(timed(calls))
    .transitions.filter(({ finding }) => finding.controlId === control)
    .map(({ change, finding }) => [change, finding.episodes.at(-1)?.reason].filter(Boolean).join(' '));

const openOf = (...calls: ReturnType<typeof iam>[]) =>
  run(timed(calls)).findings.find(({ controlId, status }) => controlId === control && status === 'open');

const roleWithOneHalf = [made, put('Pass', passing), created('Train', starting)];

test('the second half, attached later, opens it; detaching it mends it', () => {
  expect(told(...roleWithOneHalf)).toEqual([]);
  expect(told(...roleWithOneHalf, attach(policyArn('Train')), detach(policyArn('Train')))).toEqual([
    'opened',
    'resolved mended',
  ]);
});

test('a boundary put on the role mends it; without it, or when it grows, it opens again', () => {
  const records = [...roleWithOneHalf, created('Limit', allow('sagemaker:*')), attach(policyArn('Train'))];
  expect(told(...records, limit(policyArn('Limit')), unlimited)).toEqual(['opened', 'resolved mended', 'reopened']);
  expect(told(...records, limit(policyArn('Limit')), version('Limit', allow('*')))).toEqual([
    'opened',
    'resolved mended',
    'reopened',
  ]);
  expect(told(...records, unlimited, limit(policyArn('Train')))).toEqual(['opened', 'resolved mended']);
});

test('a policy that grows opens it for the role that holds it', () => {
  const before = [made, put('Pass', passing), created('Train', allow('s3:GetObject')), attach(policyArn('Train'))];
  expect(told(...before)).toEqual([]);
  expect(openOf(...before, version('Train', starting))?.message).toContain('statement 1 of managed policy Train');
});

test('a user has the policies of the groups it is in; what a group gives by itself is told of the group', () => {
  const userName = 'alice';
  const inGroup = (groupName: string, policyDocument: string, policyName = 'Work') =>
    iam('PutGroupPolicy', { groupName, policyName, policyDocument });
  const records = [
    iam('CreateUser', { userName }),
    iam('CreateGroup', { groupName: 'Data' }),
    iam('CreateGroup', { groupName: 'Deploy' }),
    inGroup('Data', starting),
    inGroup('Deploy', passing),
    iam('AddUserToGroup', { userName, groupName: 'Data' }),
    iam('AddUserToGroup', { userName, groupName: 'Deploy' }),
    inGroup('Deploy', allow('s3:GetObject')),
    inGroup('Deploy', passing),
    iam('RemoveUserFromGroup', { userName, groupName: 'Deploy' }),
    inGroup('Data', passing, 'Pass'),
  ];
  const moves = run(timed(records))
    .transitions.filter(({ finding: { controlId } }) => controlId.endsWith('-combined-permissions'))
    .map(({ change, finding: { resource } }) => `${change} ${resource.type} ${resource.name}`);
  expect(moves).toEqual([
    'opened iam/user alice',
    'resolved iam/user alice',
    'reopened iam/user alice',
    'resolved iam/user alice',
    'opened iam/group Data',
  ]);
});

test('a way that one document leaves by itself is told of that document; when it is narrowed, of both together', () => {
  const whole = allow(['iam:PassRole', 'sagemaker:CreateTrainingJob']);
  const records = [made, put('All', whole), put('Train', starting)];
  expect(told(...records)).toEqual([]);
  expect(told(...records, put('All', passing))).toEqual(['opened']);
});

test('what it rests on holds no text of a policy, and names what to take away', () => {
  const finding = openOf(...roleWithOneHalf, attach(policyArn('Train')));
  expect(finding?.details).toEqual([
    'sagemaker-002: Start a training job under a stronger role; iam:PassRole by statement "Pass" of inline policy "Pass", sagemaker:CreateTrainingJob by statement 1 of managed policy Train',
  ]);
  expect(JSON.stringify(finding?.evidence)).not.toContain('Statement');
  expect(finding?.evidence['inlinePolicies']).toEqual({
    complete: true,
    entries: { pass: { name: 'Pass', document: `${passing.length} characters` } },
  });
  expect(finding?.severity).toBe('high');
});

test('together an administrator: graver, and what makes it is named', () => {
  const attaching = JSON.stringify({
    Statement: {
      Effect: 'Allow',
      Action: 'iam:AttachRolePolicy',
      Resource: '*',
      Condition: { ArnLike: { 'iam:PolicyARN': policyArn('*') } },
    },
  });
  const finding = openOf(made, put('Attach', attaching), put('Write', allow('iam:CreatePolicy')));
  expect(finding).toMatchObject({
    severity: 'critical',
    message:
      'Together, policies of the role Trainer make an administrator: inline policy "Attach", inline policy "Write"',
  });
});

test('the texts of AWS managed policies count, as they are known without asking', async () => {
  const { feed, findings } = watchdog({ saved: awsManagedPolicies().state });
  const open = async () =>
    (await findings()).filter(({ controlId, status }) => controlId === control && status === 'open');
  await feed(...timed([made, put('Pass', passing), attach('arn:aws:iam::aws:policy/ReadOnlyAccess')]));
  expect(await open()).toEqual([]);
  const attached = attach('arn:aws:iam::aws:policy/AmazonSageMakerFullAccess');
  await feed(record({ ...attached, eventTime: '2026-11-02T11:00:00Z' }));
  // Passing roles to SageMaker the policy of AWS allows by itself, to Glue it does not.
  const [finding] = await open();
  expect(finding?.message).toContain(
    'glue:CreateJob and glue:StartJobRun by statement "AllowAWSServiceActions" of managed policy AmazonSageMakerFullAccess',
  );
  expect(finding?.message).not.toContain('sagemaker-002');
});

test('in whatever order the calls arrive, the end is the same', async () => {
  const calls = timed([
    ...roleWithOneHalf,
    created('Limit', allow('sagemaker:*')),
    attach(policyArn('Train')),
    limit(policyArn('Limit')),
    version('Limit', allow('*')),
  ]);
  const end = async (records: readonly object[]) => {
    const { feed, findings } = watchdog();
    for (const each of records) await feed(each);
    return (await findings()).filter(({ controlId }) => controlId === control);
  };
  const inOrder = await end(calls);
  expect(inOrder).toMatchObject([{ status: 'open', episodes: [{ reason: 'mended' }, {}] }]);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(calls, { minLength: calls.length }), async (shuffled) => {
      expect(await end(shuffled)).toEqual(inOrder);
    }),
    { numRuns: runs },
  );
});
