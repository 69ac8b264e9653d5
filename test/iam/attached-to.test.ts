import { describe, expect, test } from 'vitest';
import { analyse } from '../../shared/iam/index.ts';
import { account, analysed, everybody, now, partner } from './analysed.ts';

const repository = `arn:aws:ecr:eu-central-1:${account}:repository/ml/train`;
const secret = `arn:aws:secretsmanager:eu-central-1:${account}:secret:ml/db`;
const pull = { Effect: 'Allow', Principal: '*', Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] };
const about = (resource: string, ...Statement: object[]) => analysed('resource', Statement, { resource });
const proof = (analysis: ReturnType<typeof about>, id: string) =>
  analysis.findings.find((finding) => finding.id === id)?.witness;

describe('a repository’s policy names no resource', () => {
  test('and is read: it is about what it is attached to', () => {
    const analysis = about(repository, pull);
    expect(analysis).toMatchObject({ indeterminate: null, invalid: false, public: true, wildcardResource: false });
    expect(proof(analysis, 'public')).toMatchObject({ action: 'ecr:BatchGetImage', resource: repository });
  });
  test('other accounts, organizations and services', () => {
    const analysis = about(
      repository,
      { ...pull, Principal: { AWS: [partner, account] } },
      { ...pull, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-otherorgid1' } } },
      { ...pull, Principal: { Service: 'sagemaker.amazonaws.com' } },
    );
    expect(analysis).toMatchObject({
      public: false,
      crossAccount: [partner],
      externalOrg: ['o-otherorgid1'],
      confusedDeputy: ['sagemaker.amazonaws.com'],
    });
    expect(proof(analysis, `crossAccount:${partner}`)).toMatchObject({ resource: repository });
  });
  test.each([
    ['with a resource', { Resource: '*' }],
    ['without', {}],
  ])('a Deny %s takes back what an Allow without one gives', (_, members) => {
    const others = { StringNotEquals: { 'aws:PrincipalAccount': account } };
    const deny = { Effect: 'Deny', Principal: '*', Action: 'ecr:*', Condition: others, ...members };
    expect(about(repository, pull, deny).public).toBe(false);
  });
  test('requests are decided by it', () => {
    const requests = [repository, `${repository}-other`].map((resource) => ({
      action: 'ecr:BatchGetImage',
      resource,
      principal: { type: 'AWS' as const, id: partner },
    }));
    const { results } = analyse({
      kind: 'resource',
      policy: { Statement: pull },
      account,
      resource: repository,
      now,
      requests,
    });
    expect(results).toEqual([{ result: 'allowed' }, { result: 'allowed' }]);
  });
});

describe('what the policy is attached to', () => {
  test('is what a star stands for, and is no wildcard then', () => {
    const statement = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
    const analysis = about(secret, statement);
    expect(analysis).toMatchObject({ public: true, wildcardResource: false });
    expect(proof(analysis, 'public')).toMatchObject({ resource: secret });
  });
  test('tells that nobody comes without a signature', () => {
    const unsigned = { Condition: { Null: { 'aws:PrincipalArn': 'true' } } };
    expect(about(repository, { ...pull, ...unsigned }).public).toBe(false);
    expect(proof(about(repository, pull), 'public')?.principal).toBe('arn:aws:iam::999999999999:role/zq');
    expect(about(`arn:aws:s3:::ml`, { ...everybody, ...unsigned }).public).toBe(true);
    expect(analysed('resource', [{ ...everybody, ...unsigned }]).public).toBe(true);
  });
});
