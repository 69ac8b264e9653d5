import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, decide, type Analysis, type PolicyRequest, type Witness } from '../../shared/iam/index.ts';
import { statementsOf, type NaivePolicy, type NaiveStatement } from './naive/evaluate.ts';
import { policies } from './naive/policies.ts';
import { now, owner } from './naive/universe.ts';
import type { NaiveKind } from './naive/verdicts.ts';

const numRuns = Math.max(Math.floor(Number(process.env['FUZZ_RUNS'] ?? 0) / 10), 150);

const judged = (policy: unknown, kind: NaiveKind): Analysis => analyse({ kind, policy, account: owner, now });

/** What an analysis says, without what it says it about and shows for it. */
const verdict = ({ findings: _, ...members }: Analysis) =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      Array.isArray(value) ? [...(value as string[])].toSorted() : value,
    ]),
  );

const listed = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();

const split = (statement: NaiveStatement): NaiveStatement[] =>
  statement.Action === undefined ? [statement] : listed(statement.Action).map((Action) => ({ ...statement, Action }));

describe.each<NaiveKind>(['identity', 'trust', 'resource'])('policies of kind %s', (kind) => {
  const same = (change: (statements: readonly NaiveStatement[]) => readonly NaiveStatement[]) =>
    fc.assert(
      fc.property(policies(kind), (policy: NaivePolicy) => {
        const changed = { ...policy, Statement: change(statementsOf(policy)) };
        expect(verdict(judged(changed, kind))).toEqual(verdict(judged(policy, kind)));
      }),
      { numRuns },
    );
  test('reordering statements changes nothing', () => same((statements) => statements.toReversed()));
  test('duplicating a statement changes nothing', () => same((statements) => [...statements, ...statements]));
  test('splitting a list of actions changes nothing', () => same((statements) => statements.flatMap(split)));
  test('grants are monotone in Allow, and a Deny of everything always wins', () =>
    fc.assert(
      fc.property(policies(kind), policies(kind), (policy, other) => {
        const allows = statementsOf(other).filter(({ Effect }) => Effect === 'Allow');
        const version = policy.Version === undefined ? {} : { Version: policy.Version };
        const more = judged({ ...version, Statement: [...statementsOf(policy), ...allows] }, kind);
        const before = judged(policy, kind);
        expect({ ...before, public: before.public && more.public }).toMatchObject({ public: before.public });
        expect(more.privilegeEscalation).toEqual(expect.arrayContaining([...(before.privilegeEscalation ?? [])]));
        expect(more.crossAccount).toEqual(expect.arrayContaining([...(before.crossAccount ?? [])]));
        const denyAll = {
          Effect: 'Deny',
          Action: '*',
          ...(kind !== 'trust' && { Resource: '*' }),
          ...(kind !== 'identity' && { Principal: '*' }),
        };
        const denied = judged({ ...version, Statement: [...statementsOf(policy), denyAll] }, kind);
        expect(denied).toMatchObject({ public: false, crossAccount: [], privilegeEscalation: [], adminAccess: false });
      }),
      { numRuns },
    ));
  test('every witness is a request that is allowed', () =>
    fc.assert(
      fc.property(policies(kind), (policy) => {
        for (const { witness } of judged(policy, kind).findings) {
          if (!witness) continue;
          const request = requestOf(witness, kind);
          const given = kind === 'identity' ? { identity: [policy] } : { resource: policy };
          expect(decide(request, given, { now, account: owner }), JSON.stringify(witness)).toBe('allowed');
        }
      }),
      { numRuns },
    ));
  test('a verdict that is a risk has a witness', () =>
    fc.assert(
      fc.property(policies(kind), (policy) => {
        const proven = /^(public|crossAccount|adminAccess|privilegeEscalation|trainingEnvelopeOk)/;
        for (const { id, witness } of judged(policy, kind).findings)
          if (proven.test(id)) expect(witness, id).not.toBeNull();
      }),
      { numRuns },
    ));
});

const requestOf = ({ principal, action, resource, contextKeys }: Witness, kind: NaiveKind): PolicyRequest => {
  if (kind === 'identity') return { action, resource, contextKeys };
  if (principal.startsWith('anybody'))
    return { action, resource, contextKeys, principal: { type: 'Anonymous', id: '' } };
  if (principal.endsWith('.amazonaws.com'))
    return { action, resource, contextKeys, principal: { type: 'Service', id: principal } };
  const id = /^\d{12}:root$/.test(principal) ? `arn:aws:iam::${principal}` : principal;
  return { action, resource, contextKeys, principal: { type: 'AWS', id } };
};
