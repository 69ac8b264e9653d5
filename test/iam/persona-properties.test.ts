import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awsManagedPolicies } from '../../shared/adapters/local/aws-managed-policies.ts';
import { globMatches } from '../../shared/core/glob.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import { actionNamed } from '../../shared/iam/actions.ts';
import { isFor } from '../../shared/iam/forms.ts';
import { decide } from '../../shared/iam/index.ts';
import { activitiesOf, envelopeOf, excessOf, mlPersonas } from '../../shared/iam/personas/index.ts';
import { managedPolicy } from '../../shared/resources/iam/managed-policy.ts';
import { account, now, policy, when } from './written-policies.ts';

describe('whatever the policies', () => {
  const envelope = envelopeOf(activitiesOf('data-scientist', []));
  const actions = [
    's3:GetObject',
    's3:DeleteBucket',
    's3:*',
    's3:Delete*',
    'iam:PassRole',
    'iam:*',
    'kms:Decrypt',
    'sqs:*',
    '*',
  ];
  const resources = [
    '*',
    'arn:aws:s3:::ml-data',
    'arn:aws:s3:::ml-data/*',
    'arn:aws:s3:::*',
    `arn:aws:iam::${account}:role/ml-*`,
    `arn:aws:iam::${account}:role/*`,
    `arn:aws:kms:eu-central-1:${account}:key/*`,
  ];
  const conditions = [
    {},
    {},
    when('StringEquals', 'iam:PassedToService', 'sagemaker.amazonaws.com'),
    when('StringNotEquals', 'iam:PassedToService', 'lambda.amazonaws.com'),
    when('Bool', 'aws:SecureTransport', 'true'),
    when('StringEquals', 'aws:ResourceTag/project', 'ml'),
  ];
  const some = (list: readonly string[]) => fc.subarray([...list], { minLength: 1, maxLength: 3 });
  const statement = fc
    .record({
      Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
      action: fc.constantFrom('Action', 'Action', 'Action', 'NotAction'),
      actions: some(actions),
      resource: fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'),
      resources: some(resources),
      condition: fc.constantFrom(...conditions),
    })
    .map(({ Effect, action, resource, condition, ...of }) => ({
      Effect,
      [action]: of.actions,
      [resource]: of.resources,
      ...condition,
    }));
  const document = fc.array(statement, { minLength: 1, maxLength: 4 }).map((statements) => policy(...statements));
  const documents = fc.record({ policy: document, beside: fc.option(document), boundary: fc.option(document) });
  const asked = [
    ['s3:GetObject', 'arn:aws:s3:::ml-data/x'],
    ['s3:GetObject', 'arn:aws:s3:::zq-arbitrary-7f3a/zq'],
    ['s3:DeleteBucket', 'arn:aws:s3:::ml-data'],
    ['s3:DeleteBucket', 'arn:aws:s3:::other'],
    ['s3:DeleteObjectVersion', 'arn:aws:s3:::ml-data/x'],
    ['iam:PassRole', `arn:aws:iam::${account}:role/zq-arbitrary-7f3a`],
    ['iam:PassRole', `arn:aws:iam::${account}:role/ml-training`],
    ['iam:CreateUser', `arn:aws:iam::${account}:user/x`],
    ['kms:Decrypt', `arn:aws:kms:eu-central-1:${account}:key/zq-arbitrary-7f3a`],
    ['kms:ScheduleKeyDeletion', `arn:aws:kms:eu-central-1:${account}:key/1`],
    ['sqs:SendMessage', `arn:aws:sqs:eu-central-1:${account}:q`],
    ['dynamodb:GetItem', `arn:aws:dynamodb:eu-central-1:${account}:table/t`],
  ] as const;
  const services = ['sagemaker.amazonaws.com', 'lambda.amazonaws.com', 'glue.amazonaws.com'];

  /** Whether the envelope lets somebody do this, said anew. */
  const isInside = (action: string, resource: string, service: string): boolean => {
    if (action === 's3:GetObject') return !resource.includes('zq-arbitrary');
    if (action === 'kms:Decrypt') return !resource.includes('zq-arbitrary');
    if (action === 'iam:PassRole') return !resource.includes('zq-arbitrary') && service === services[0];
    return false;
  };

  test('what is excess is allowed, and what is allowed beyond the persona is excess', () => {
    fc.assert(
      fc.property(documents, ({ policy: text, beside, boundary }) => {
        const found = excessOf(
          { policy: text, account, now, ...(beside && { alsoAttached: [beside] }), ...(boundary && { boundary }) },
          envelope,
        );
        // Few of what is tried is more than can be decided in time.
        fc.pre(!('reason' in found));
        if ('reason' in found) return;
        const policies = { identity: [text, ...(beside ? [beside] : [])], boundary: boundary ?? undefined };
        for (const { actions: names, witness } of found.grants) {
          const { action, resource, contextKeys } = witness;
          expect(decide({ action, resource, contextKeys }, policies, { now, account })).toBe('allowed');
          const known = actionNamed(names[0] ?? '');
          expect(known === undefined || isFor(known, resource)).toBe(true);
        }
        const listed = found.grants.flatMap((grant) => grant.actions.map((name) => name.toLowerCase()));
        for (const [action, resource] of asked) {
          for (const service of services) {
            for (const tag of ['ml', 'other', undefined]) {
              const contextKeys = {
                'aws:SecureTransport': 'true',
                ...(action === 'iam:PassRole' && { 'iam:PassedToService': service }),
                ...(tag !== undefined && { 'aws:ResourceTag/project': tag }),
              };
              if (tag !== undefined && resource.includes('zq-arbitrary')) continue;
              if (decide({ action, resource, contextKeys }, policies, { now, account }) !== 'allowed') continue;
              if (isInside(action, resource, service)) continue;
              const covering = listed.some(
                (name) => globMatches(name, action.toLowerCase()) && (name !== '*' || !actionNamed(action)),
              );
              expect(covering, `${action} on ${resource} for ${service}`).toBe(true);
            }
          }
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 100), maxSkipsPerRun: 1 },
    );
  });

  test.each([
    'AmazonSageMakerFullAccess',
    'ReadOnlyAccess',
    'PowerUserAccess',
    'SecurityAudit',
    'AmazonS3FullAccess',
    'job-function/DataScientist',
  ])('%s: every proof holds', (name) => {
    const place = { account, region: 'us-east-1' };
    const state = awsManagedPolicies().state(refOf('iam/managed-policy', `arn:aws:iam::aws:policy/${name}`, place));
    const text = managedPolicy.derived?.(state ?? {}).document;
    for (const { activities: ids } of mlPersonas) {
      const found = excessOf({ policy: text, account, now }, envelopeOf(ids));
      if ('reason' in found) throw new Error(found.reason);
      expect(found.grants.length).toBeGreaterThan(0);
      for (const { actions: names, witness } of found.grants) {
        const { action, resource, contextKeys } = witness;
        expect(decide({ action, resource, contextKeys }, { identity: [text] }, { now, account })).toBe('allowed');
        const of = actionNamed(names[0] ?? '');
        expect(of === undefined || (of.name === action && isFor(of, resource)), `${action} on ${resource}`).toBe(true);
      }
    }
  });
});
