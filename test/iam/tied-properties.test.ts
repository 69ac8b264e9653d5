import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../shared/iam/index.ts';
import { account, analysed, now } from './analysed.ts';

const numRuns = Math.max(Math.floor(Number(process.env['FUZZ_RUNS'] ?? 0) / 10), 300);

const keys = ['aws:ResourceTag/t', 'aws:PrincipalTag/a', 'aws:PrincipalTag/b'] as const;

/** Every text of a small alphabet, and no text at all. */
const texts = ['x', 'y'].reduce<readonly string[]>(
  (before) => before.flatMap((each) => [each, `${each}x`, `${each}y`]),
  [''],
);
const universe: readonly (string | undefined)[] = [
  undefined,
  ...new Set(texts.flatMap((text) => [text, `${text}x`, `${text}y`])),
];

const value = fc
  .array(fc.constantFrom('x', 'y', '*', '?', ...keys.map((key) => `\${${key}}`)), { minLength: 1, maxLength: 3 })
  .map((pieces) => pieces.join(''));

const operator = fc
  .tuple(
    fc.constantFrom('', '', '', 'ForAnyValue:', 'ForAllValues:'),
    fc.constantFrom('StringEquals', 'StringEquals', 'StringLike', 'StringLike', 'StringNotEquals', 'StringNotLike'),
    fc.constantFrom('', '', '', 'IfExists'),
  )
  .map((parts) => parts.join(''));

const condition = fc
  .array(fc.tuple(operator, fc.constantFrom(...keys), fc.array(value, { minLength: 1, maxLength: 2 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((tests) => {
    const block: Record<string, Record<string, string[]>> = {};
    for (const [name, key, values] of tests) (block[name] ??= {})[key] = values;
    return block;
  });

const statement = (Effect: string) => (Condition: object) => ({
  Effect,
  Action: 'iam:PutRolePolicy',
  Resource: 'arn:aws:iam::111122223333:role/train',
  Condition,
});

const statements = fc.oneof(
  condition.map((each) => [statement('Allow')(each)]),
  fc.tuple(condition, condition).map(([allowed, denied]) => [statement('Allow')(allowed), statement('Deny')(denied)]),
);

const contexts = universe.flatMap((t) =>
  universe.flatMap((a) =>
    universe.map((b) =>
      Object.fromEntries(
        [t, a, b].flatMap((said, at) =>
          said === undefined ? [] : [[keys[at] ?? '', said] satisfies [string, string]],
        ),
      ),
    ),
  ),
);

test('whatever conditions tie keys by variables: a request that is allowed is found, or the document is not decided', () => {
  let undecided = 0;
  fc.assert(
    fc.property(statements, (Statement) => {
      const policy = { Version: '2012-10-17', Statement };
      const says = analysed('identity', Statement);
      const asked = { action: 'iam:PutRolePolicy', resource: 'arn:aws:iam::111122223333:role/train' };
      if (says.indeterminate !== null) {
        undecided++;
        return;
      }
      if (says.privilegeEscalation?.includes('iam-005')) return;
      const open = contexts.find(
        (contextKeys) => decide({ ...asked, contextKeys }, { identity: [policy] }, { now, account }) === 'allowed',
      );
      expect(open).toBe(undefined);
    }),
    { numRuns, ...(process.env['FUZZ_RUNS'] === undefined && { seed: 20_261_123 }) },
  );
  // Such knots as these are in no policy that anybody writes; most are decided all the same.
  expect(undecided / numRuns).toBeLessThan(0.3);
});
