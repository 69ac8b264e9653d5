import { array, assert, boolean, constantFrom, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../shared/iam/index.ts';
import { account, beyond, now, objects, policyOf, role } from './job.ts';

describe('properties', () => {
  const names = ['ml-data', 'ml-models', 'phi', 'claims'];
  const resource = constantFrom(
    '*',
    'arn:aws:s3:::*',
    'arn:aws:s3:::ml-*',
    'arn:aws:s3:::p*/2026/*',
    ...names.map(objects),
  );
  const condition = constantFrom(
    undefined,
    { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    { StringEquals: { 's3:ResourceAccount': account } },
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Other' } },
  );
  const statement = record({
    Effect: constantFrom('Allow', 'Allow', 'Deny'),
    Action: constantFrom('s3:GetObject', 's3:Get*', 's3:*', 's3:PutObject'),
    patterns: array(resource, { minLength: 1, maxLength: 3 }),
    not: boolean(),
    Condition: condition,
  }).map(({ patterns, not, Condition, ...rest }) => ({
    ...rest,
    ...(not && rest.Effect === 'Deny' ? { NotResource: patterns } : { Resource: patterns }),
    ...(Condition && { Condition }),
  }));

  const probes = ['phi/a', 'phi/2026/a', 'claims/a', 'ml-others/a', 'payments/2026/a', 'elsewhere/a'].map(
    (name) => `arn:aws:s3:::${name}`,
  );
  const contexts = [
    { 'aws:PrincipalArn': role.arn, 's3:ResourceAccount': account, 'aws:SourceVpce': 'vpce-1' },
    { 'aws:PrincipalArn': role.arn, 's3:ResourceAccount': account },
  ];

  test('every finding is proven by its request, and nothing is found only where no other bucket is granted', () => {
    assert(
      property(array(statement, { minLength: 1, maxLength: 4 }), (statements) => {
        const policy = policyOf(...statements);
        const { found } = beyond(policy).buckets;
        for (const { finding } of found) {
          const { action = '', resource: on = '', contextKeys = {} } = finding.witness ?? {};
          expect(on).not.toMatch(/:::ml-(data|models)\//);
          expect(decide({ action, resource: on, contextKeys }, { identity: [policy] }, { now })).toBe('allowed');
        }
        for (const contextKeys of contexts) {
          const isGranted = probes.some(
            (on) =>
              decide({ action: 's3:GetObject', resource: on, contextKeys }, { identity: [policy] }, { now }) ===
              'allowed',
          );
          if (isGranted) expect(found).not.toEqual([]);
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
    );
  });
});
