import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, decide, type PolicyRequest } from '../../shared/iam/index.ts';
import { togetherOf, type NaivePolicy } from './naive/evaluate.ts';
import { policies } from './naive/policies.ts';
import { now, ourselves, owner, strangers, type NaiveRequest } from './naive/universe.ts';
import {
  crossAccounts,
  isAdministrator,
  isPublic,
  mostRequests,
  requestsOf,
  someRequests,
  type NaiveKind,
} from './naive/verdicts.ts';

/** How many policies are compared, of all kinds together: `NAIVE_RUNS=100000 npx vitest run test/iam/naive.test.ts`. */
const runs = Number(process.env['NAIVE_RUNS'] ?? 5_000);
const patience = { timeout: 60_000 + runs * 60 };

const fewEnough = (policy: NaivePolicy, kind: NaiveKind): boolean => {
  const [callers, options] = kind === 'identity' ? [ourselves, { anything: true }] : [strangers, {}];
  return requestsOf(policy, kind, callers, options).length <= mostRequests;
};

const smallPolicies = (kind: NaiveKind) => policies(kind).filter((policy) => fewEnough(policy, kind));

/** One comparison a policy; what differs is shown with the policy, shrunk. */
const compared = (kind: NaiveKind, share: number, compare: (policy: NaivePolicy) => void): void =>
  fc.assert(fc.property(smallPolicies(kind), compare), { numRuns: Math.ceil(runs * share), seed: 20_261_123 });

const asked = ({ action, resource, caller, context }: NaiveRequest): PolicyRequest => ({
  action,
  resource,
  ...(caller.kind === 'AWS' && { principal: { type: 'AWS' as const, id: caller.id } }),
  contextKeys: Object.fromEntries(Object.entries(context).flatMap(([key, said]) => (said ? [[key, said]] : []))),
});

/** Some of many, spread over all of them. */
const someOf = <T>(list: readonly T[], most: number): T[] => {
  const step = Math.max(1, Math.floor(list.length / most));
  return list.filter((_, index) => index % step === 0).slice(0, most);
};

describe('a second evaluator that shares no code says the same', () => {
  test.each<NaiveKind>(['trust', 'resource'])(
    'who is let in by a %s policy',
    (kind) =>
      compared(kind, 0.35, (policy) => {
        const known = analyse({ kind, policy, account: owner, now });
        const unknown = analyse({ kind, policy, now });
        expect([known.indeterminate, unknown.indeterminate, known.invalid]).toEqual([null, null, false]);
        const open = isPublic(policy, kind);
        expect({ public: known.public, by: open }).toEqual({ public: open !== undefined, by: open });
        expect(unknown.public).toBe(known.public);
        expect(known.crossAccount?.toSorted()).toEqual(crossAccounts(policy, kind, owner));
        expect(unknown.crossAccount?.toSorted()).toEqual(crossAccounts(policy, kind, undefined));
      }),
    patience.timeout,
  );

  test(
    'who is an administrator, and what the owner may do',
    () =>
      compared('identity', 0.2, (policy) => {
        const requests = someOf(requestsOf(policy, 'identity', ourselves, { home: true }), 40);
        const analysis = analyse({ kind: 'identity', policy, account: owner, now, requests: requests.map(asked) });
        expect(analysis.adminAccess).toBe(isAdministrator(policy, 'identity'));
        expect(analysis.results.map(({ result }) => result)).toEqual(
          requests.map((request) => togetherOf({ identity: [policy] }, request)),
        );
      }),
    patience.timeout,
  );

  test(
    'what several policies, a boundary and an SCP say together',
    () => {
      const together = fc.record({
        identity: fc.array(policies('identity'), { minLength: 1, maxLength: 2 }),
        boundary: fc.option(policies('identity'), { nil: undefined }),
        scps: fc.array(policies('identity'), { maxLength: 2 }),
      });
      fc.assert(
        fc.property(together, fc.array(fc.nat(), { minLength: 10, maxLength: 30 }), (documents, numbers) => {
          const { identity, boundary, scps } = documents;
          for (const request of someRequests([...identity, ...scps, ...(boundary ? [boundary] : [])], numbers)) {
            const says = decide(asked(request), { identity, boundary, scps }, { now, account: owner });
            expect([request, says]).toEqual([request, togetherOf(documents, request)]);
          }
        }),
        { numRuns: Math.ceil(runs * 0.1), seed: 20_261_123 },
      );
    },
    patience.timeout,
  );

  test(
    'what the policy of a resource says of strangers',
    () =>
      compared('resource', 0.1, (policy) => {
        for (const request of someOf(requestsOf(policy, 'resource', strangers), 60)) {
          const principal =
            request.caller.kind === 'AWS'
              ? { type: 'AWS' as const, id: request.caller.id }
              : { type: 'Anonymous' as const, id: '' };
          const says = decide({ ...asked(request), principal }, { resource: policy }, { now, account: owner });
          expect([request, says]).toEqual([request, togetherOf({ identity: [policy] }, request)]);
        }
      }),
    patience.timeout,
  );
});
