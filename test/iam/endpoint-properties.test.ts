import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse, decide } from '../../shared/iam/index.ts';
import { listed, resultOf, statementsOf, type NaivePolicy } from './naive/evaluate.ts';
import { policies } from './naive/policies.ts';
import { contextsOf, now, owner, stranger, strangers, type NaiveRequest, type Said } from './naive/universe.ts';
import { comparedIn, mentionedKeys, mostRequests } from './naive/verdicts.ts';

const numRuns = Math.max(Math.floor(Number(process.env['FUZZ_RUNS'] ?? 0) / 10), 300);

const vpceId = 'vpce-0ours';
const service = 'com.amazonaws.eu-central-1.s3';

const judged = (policy: unknown) => analyse({ kind: 'endpoint', policy, account: owner, service, vpceId, now });

/** What is so of every call through the owner's endpoint for what is a stranger's. */
const throughIt: Readonly<Record<string, readonly Said[]>> = {
  'aws:resourceaccount': [[stranger]],
  'aws:sourcevpce': [[vpceId]],
  'aws:sourceip': [undefined],
};

const patternsIn = (policy: NaivePolicy): readonly string[] =>
  statementsOf(policy).flatMap(({ Resource, NotResource }) => [...listed(Resource), ...listed(NotResource)]);

/** Every call by which a stranger can put an object into a bucket that the policy does not name outright. */
const requestsThrough = (policy: NaivePolicy): NaiveRequest[] => {
  const isNamed = (bucket: string) =>
    patternsIn(policy).some(
      (pattern) => pattern === `arn:aws:s3:::${bucket}` || pattern.startsWith(`arn:aws:s3:::${bucket}/`),
    );
  const buckets = ['zq/zq', 'ml-train-evil/x'].filter((object) => !isNamed(object.split('/')[0] ?? ''));
  const requests: NaiveRequest[] = [];
  for (const caller of strangers) {
    const contexts = mentionedKeys(policy).reduce<Record<string, Said>[]>(
      (before, key) => {
        const values =
          throughIt[key] ?? contextsOf(caller, [key], {}, comparedIn(policy)).map((context) => context[key]);
        return before
          .flatMap((context) => values.map((value) => ({ ...context, [key]: value })))
          .slice(0, mostRequests);
      },
      [{}],
    );
    for (const context of contexts)
      for (const object of buckets)
        requests.push({ action: 's3:PutObject', resource: `arn:aws:s3:::${object}`, caller, context });
  }
  return requests;
};

test('what a simpler evaluator lets out through an endpoint is found open', () => {
  let open = 0;
  fc.assert(
    fc.property(policies('resource'), (policy) => {
      const out = requestsThrough(policy).find((request) => resultOf(policy, request) === 'allowed');
      if (!out) return;
      open++;
      expect(judged(policy).public, JSON.stringify({ policy, out })).toBe(true);
    }),
    { numRuns },
  );
  expect(open).toBeGreaterThan(numRuns / 20);
});

test('every proof is a call that is allowed, by a stranger and for what is a stranger’s', () => {
  fc.assert(
    fc.property(policies('resource'), (policy) => {
      const { findings, public: isOpen } = judged(policy);
      const witness = findings.find(({ id }) => id === 'public')?.witness;
      expect(isOpen).toBe(witness !== undefined);
      if (!witness) return;
      const { principal: id, action, resource, contextKeys } = witness;
      const principal = id.startsWith('anybody')
        ? { type: 'Anonymous' as const, id: '' }
        : { type: 'AWS' as const, id };
      expect(
        decide({ action, resource, principal, contextKeys }, { resource: policy }, { now }),
        JSON.stringify({ policy, witness }),
      ).toBe('allowed');
      expect(contextKeys['aws:principalaccount']).not.toEqual([owner]);
      expect(contextKeys['aws:resourceaccount']).not.toEqual([owner]);
      expect(patternsIn(policy)).not.toContain(resource.replace(/\/.*$/, ''));
    }),
    { numRuns },
  );
});

test('a Deny of everything closes it, and more Allows never do', () => {
  fc.assert(
    fc.property(policies('resource'), policies('resource'), (policy, other) => {
      const allows = statementsOf(other).filter(({ Effect }) => Effect === 'Allow');
      const also = (...added: object[]) => judged({ ...policy, Statement: [...statementsOf(policy), ...added] }).public;
      if (judged(policy).public) expect(also(...allows)).toBe(true);
      expect(also({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' })).toBe(false);
    }),
    { numRuns },
  );
});
