import { describe, expect, test } from 'vitest';
import { decide } from '../../shared/iam/index.ts';
import { account, analysed, everybody, now, partner } from './analysed.ts';

const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const deny = (members: object) => ({ ...everybody, Effect: 'Deny', ...members });
const isPublic = (...statements: unknown[]) => analysed('resource', statements).public;

describe('2.5 grants after Deny', () => {
  test('a Deny covers when its actions and resources include the Allow’s', () => {
    expect(isPublic(everybody, deny({ Action: 's3:*', Resource: '*' }))).toBe(false);
    expect(isPublic(everybody, deny({ Action: 's3:PutObject' }))).toBe(true);
    expect(isPublic(everybody, deny({ Resource: 'arn:aws:s3:::ml/secret/*' }))).toBe(true);
    expect(isPublic({ ...everybody, Action: 's3:Get*' }, deny({}))).toBe(true);
  });
  test('several Denies that cover it together', () =>
    expect(
      isPublic({ ...everybody, Action: ['s3:GetObject', 's3:PutObject'] }, deny({}), deny({ Action: 's3:PutObject' })),
    ).toBe(false));
  test('Deny NotAction, NotResource, NotPrincipal are complements', () => {
    const { Action: _a, ...rest } = everybody;
    expect(isPublic(everybody, { ...rest, Effect: 'Deny', NotAction: 's3:PutObject' })).toBe(false);
    expect(isPublic(everybody, { ...rest, Effect: 'Deny', NotAction: 's3:GetObject' })).toBe(true);
    const { Resource: _r, ...anywhere } = deny({ Action: 's3:*' });
    expect(isPublic(everybody, { ...anywhere, NotResource: 'arn:aws:s3:::other/*' })).toBe(false);
    expect(isPublic({ ...everybody, Resource: '*' }, { ...anywhere, NotResource: 'arn:aws:s3:::other/*' })).toBe(true);
    const { Principal: _p, ...anybody } = deny({ Action: 's3:*' });
    expect(isPublic(everybody, { ...anybody, NotPrincipal: { AWS: account } })).toBe(false);
  });
  test('everything, and nothing taken back', () => {
    expect(analysed('identity', [all]).adminAccess).toBe(true);
    expect(analysed('identity', [all, { ...all, Effect: 'Deny', Action: 's3:DeleteBucket' }]).adminAccess).toBe(false);
    const { Action: _, ...rest } = all;
    expect(
      analysed('identity', [
        { ...rest, NotAction: 'iam:*' },
        { ...all, Action: 'iam:*' },
      ]).adminAccess,
    ).toBe(true);
    expect(analysed('identity', [{ ...rest, NotAction: 'iam:*' }]).adminAccess).toBe(false);
    const together = [
      { ...rest, NotAction: ['iam:*', 's3:*'] },
      { ...all, Action: ['iam:*', 's3:*'] },
    ];
    expect(analysed('identity', together).findings).toContainEqual(
      expect.objectContaining({
        id: 'adminAccess',
        witness: expect.objectContaining({ action: 'iam:AttachRolePolicy' }),
      }),
    );
  });
  test('a window that is past grants nothing; one that is always met restricts nothing', () => {
    const until = (date: string) => ({ ...all, Condition: { DateLessThan: { 'aws:CurrentTime': date } } });
    expect(analysed('identity', until('2020-01-01T00:00:00Z'))).toMatchObject({
      adminAccess: false,
      privilegeEscalation: [],
    });
    expect(analysed('identity', until('2099-01-01T00:00:00Z')).adminAccess).toBe(true);
  });
});

describe('2.6 several policies', () => {
  const version = (Statement: unknown) => ({ Version: '2012-10-17', Statement });
  const passes = { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' };
  const runs = { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' };
  test('escalation is matched over all documents of one principal', () => {
    expect(analysed('identity', passes).privilegeEscalation).toEqual([]);
    expect(analysed('identity', passes, { alsoAttached: [version(runs)] }).privilegeEscalation).toContain('ec2-001');
  });
  test('a Deny beside it, a boundary, an SCP take away', () => {
    const taken = [{ ...passes, Effect: 'Deny' }];
    const both = [passes, runs];
    expect(analysed('identity', both).privilegeEscalation).toContain('ec2-001');
    expect(analysed('identity', both, { alsoAttached: [version(taken)] }).privilegeEscalation).toEqual([]);
    expect(analysed('identity', both, { boundary: version({ ...all, Action: 's3:*' }) }).privilegeEscalation).toEqual(
      [],
    );
    expect(analysed('identity', both, { scps: [version(all), version(taken)] }).privilegeEscalation).toEqual([]);
    expect(analysed('identity', both, { scps: [version(all)], boundary: version(all) }).privilegeEscalation).toContain(
      'ec2-001',
    );
    expect(analysed('identity', all, { boundary: version({ ...all, Action: 's3:*' }) }).adminAccess).toBe(false);
  });
  test('each level of SCPs has to allow; of several on one level, any', () => {
    const [only, other] = [version({ ...all, Action: 'ec2:*' }), version({ ...all, Action: 'iam:*' })];
    const both = [passes, runs];
    expect(analysed('identity', both, { scps: [only, other] }).privilegeEscalation).toEqual([]);
    expect(analysed('identity', both, { scps: [version(all), [only, other]] }).privilegeEscalation).toContain(
      'ec2-001',
    );
    const asks = { action: 'ec2:RunInstances', resource: '*' };
    const identity = [version(all)];
    expect(decide(asks, { identity, scps: [only, other] }, { now })).toBe('implicitDeny');
    expect(decide(asks, { identity, scps: [[only, other]] }, { now })).toBe('allowed');
    const denied = version({ ...all, Effect: 'Deny', Action: 'ec2:*' });
    expect(decide(asks, { identity, scps: [[version(all), denied]] }, { now })).toBe('explicitDeny');
  });
  test('a document beside it that cannot be read leaves it undecided', () =>
    expect(analysed('identity', passes, { boundary: '{' }).indeterminate).toMatch(/^boundary: /));
  test('within an account either policy is enough, across accounts both have to allow', () => {
    const identity = [version({ ...all, Action: 's3:*' })];
    const empty = [version({ ...all, Action: 'ec2:*' })];
    const resource = version({ ...everybody, Principal: { AWS: [account, partner] } });
    const asks = (owner: string) => ({
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::ml/x',
      principal: { type: 'AWS', id: `arn:aws:iam::${owner}:role/x` } as const,
    });
    expect(decide(asks(account), { identity: empty, resource }, { now, account })).toBe('allowed');
    expect(decide(asks(partner), { identity: empty, resource }, { now, account })).toBe('implicitDeny');
    expect(decide(asks(partner), { identity, resource }, { now, account })).toBe('allowed');
  });
  test('an SCP grants nothing: it denies, or does not', () => {
    const requests = [
      { action: 's3:GetObject', resource: '*' },
      { action: 'ec2:RunInstances', resource: '*' },
    ];
    const analysis = analysed('scp', { ...all, Effect: 'Deny', Action: 's3:*' }, { requests });
    expect(analysis.results).toEqual([{ result: 'explicitDeny' }, { result: 'notDenied' }]);
    expect(analysed('scp', all)).toMatchObject({ wildcardAction: false, adminAccess: false, privilegeEscalation: [] });
  });
  test('a star in a key policy is the key; its own account is not another', () => {
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'kms:*',
      Resource: '*',
    };
    expect(analysed('resource', statement)).toMatchObject({
      wildcardResource: false,
      public: false,
      crossAccount: [],
      fullServiceAccess: [],
    });
  });
});

describe('2.8 stars that are right', () => {
  const star = (...Action: string[]) => analysed('identity', { Effect: 'Allow', Action, Resource: '*' });
  test.each([
    'sagemaker:ListModels',
    'sagemaker:ListTri*',
    'sagemaker:Search',
    'ecr:GetAuthorizationToken',
    'ec2:DescribeInstances',
    's3:ListAllMyBuckets',
    'kms:CreateKey',
    'logs:DescribeLogGroups',
    'cloudwatch:PutMetricData',
    'sagemaker:AddTags',
  ])('%s', (action) => {
    expect(star(action)).toMatchObject({ wildcardResource: true, avoidableWildcardResource: false });
  });
  // Of SageMaker's lists, those of what a pipeline, image or cluster has are on that.
  test.each(['s3:GetObject', 'sagemaker:CreateTrainingJob', 'kms:Decrypt', 's3:*', '*', 'ecr:*', 'sagemaker:List*'])(
    '%s could be narrower',
    (action) => expect(star(action).avoidableWildcardResource).toBe(true),
  );
  test('actions that AWS does not know', () =>
    expect(
      star('s3:GetObject', 's3:GetObjekt', 'dynamodb:Anything', 'sagemaker:Creat*', 'iam:Frob*').unknownActions,
    ).toEqual(['s3:GetObjekt', 'iam:Frob*']));
});
