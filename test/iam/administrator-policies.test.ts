import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { administratorVerdictOf } from '../../shared/control-families/administrator.ts';
import { permissionsInput } from '../../shared/control-families/policy-analysis.ts';
import { administratorPolicies } from '../../shared/iam/administrator-policies.ts';
import { account, analysed, now } from './analysed.ts';

const packed = join(import.meta.dirname, '../../shared/data/aws-managed-policies.json.br');
const { policies } = JSON.parse(brotliDecompressSync(readFileSync(packed)).toString()) as {
  policies: Readonly<Record<string, { document: object }>>;
};
const holder = { arn: `arn:aws:iam::${account}:role/holder`, account };

test('of all policies that AWS manages, the analysis finds those to make an administrator that are listed', () => {
  const found = Object.entries(policies).flatMap(([name, { document }]) => {
    const verdict = administratorVerdictOf(permissionsInput(JSON.stringify(document), holder), now);
    if (!verdict) return [];
    return [{ name, how: 'how' in verdict ? verdict.how : verdict.unknown }];
  });
  expect(Object.keys(policies).length).toBeGreaterThan(1_400);
  expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(administratorPolicies).toSorted());
  expect(found).toEqual(
    expect.arrayContaining([
      { name: 'AdministratorAccess', how: 'everything' },
      { name: 'AdministratorAccess-Amplify', how: 'in effect' },
    ]),
  );
});

const underMcp = (Action: string, value: string, operator = 'Bool') =>
  analysed('identity', {
    Effect: 'Allow',
    Action,
    Resource: '*',
    Condition: { [operator]: { 'aws:IsMcpServiceAction': value } },
  }).privilegeEscalation;

// AWS of AWSMcpServiceActionsFullAccess: it gives the actions of MCP services, not what those do for their caller.
test('aws:IsMcpServiceAction is true of no action of a service whose actions are known', () => {
  expect(underMcp('*', 'true')).toEqual([]);
  expect(underMcp('iam:PutRolePolicy', 'TRUE', 'StringEquals')).toEqual([]);
  expect(underMcp('iam:PutRolePolicy', 'false')).toContain('iam-005');
  expect(underMcp('iam:PutRolePolicy', 'true', 'BoolIfExists')).toContain('iam-005');
});

test('a Deny of MCP service actions takes nothing else', () => {
  const denied = (Condition: object) =>
    analysed('identity', [
      { Effect: 'Allow', Action: 'iam:PutRolePolicy', Resource: '*' },
      { Effect: 'Deny', Action: '*', Resource: '*', Condition },
    ]).privilegeEscalation;
  expect(denied({ Bool: { 'aws:IsMcpServiceAction': 'true' } })).toContain('iam-005');
  expect(denied({ BoolIfExists: { 'aws:IsMcpServiceAction': 'false' } })).toEqual([]);
});
