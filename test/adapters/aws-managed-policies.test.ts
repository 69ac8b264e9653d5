import { expect, test } from 'vitest';
import { awsManagedPolicies, firstSaved } from '../../shared/adapters/local/aws-managed-policies.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import { analyse } from '../../shared/iam/index.ts';
import { managedPolicy } from '../../shared/resources/iam/managed-policy.ts';

const { state } = awsManagedPolicies();
const named = (arn: string, type = 'iam/managed-policy') =>
  state(refOf(type, arn, { account: '111122223333', region: 'us-east-1' }));
const documentOf = (arn: string): string | undefined => managedPolicy.derived?.(named(arn) ?? {})?.document;
const analysisOf = (arn: string) =>
  analyse({ kind: 'identity', policy: documentOf(arn), now: Date.parse('2026-11-23T00:00:00Z') });

test('what AWS’s own policies grant is known, with their path, in any letter case', () => {
  expect(analysisOf('arn:aws:iam::aws:policy/AdministratorAccess').adminAccess).toBe(true);
  expect(analysisOf('arn:aws:iam::aws:policy/administratoraccess').adminAccess).toBe(true);
  expect(analysisOf('arn:aws:iam::aws:policy/AmazonS3FullAccess').fullServiceAccess).toContain('s3');
  expect(analysisOf('arn:aws:iam::aws:policy/IAMFullAccess').privilegeEscalation).toContain('iam-005');
  expect(documentOf('arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole')).toContain('glue:*');
});

test('in another partition, resources are those of that partition', () => {
  const text = documentOf('arn:aws-us-gov:iam::aws:policy/AmazonSageMakerFullAccess');
  expect(text).toContain('arn:aws-us-gov:iam::*:role/');
  expect(text).not.toContain('arn:aws:');
});

test('nothing is said of a customer’s policies, of ones that AWS does not have, and of other types', () => {
  expect(named('arn:aws:iam::111122223333:policy/AdministratorAccess')).toBeUndefined();
  expect(named('arn:aws:iam::aws:policy/NoSuchPolicy')).toBeUndefined();
  expect(named('arn:aws:iam::aws:policy/AdministratorAccess', 'iam/role')).toBeUndefined();
});

test('of several saved states the first that knows a resource is asked', () => {
  const mine = { state: () => ({ defaultVersionId: 'v9' }) };
  const nothing = { state: () => undefined };
  const administrator = refOf('iam/managed-policy', 'arn:aws:iam::aws:policy/AdministratorAccess', {
    account: '',
    region: '',
  });
  expect(firstSaved(nothing, mine, { state }).state(administrator)).toEqual({ defaultVersionId: 'v9' });
  expect(firstSaved(nothing).state(administrator)).toBeUndefined();
});
