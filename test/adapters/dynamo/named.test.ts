import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { likeness, nameLikeness } from '../../../shared/adapters/aws/dynamo/named.ts';

test('a name is found by what SQLite finds it by', () => {
  const database = new DatabaseSync(':memory:');
  const like = database.prepare("select ? like replace(?, '*', '%') escape '\\' as found");
  const typed = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '*', '/', 'é', 'É'), maxLength: 8 });
  const name = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'B', '/', 'é'), maxLength: 10 });
  fc.assert(
    fc.property(typed, name, (pattern, text) => {
      expect(likeness(pattern)(text)).toBe((like.get(text, pattern) as { found: number }).found === 1);
    }),
    { numRuns: 2_000 },
  );
  database.close();
});

test.each([
  ['one', true],
  ['ONE', true],
  ['notebook-instance/one', true],
  ['*/one', true],
  ['*on*', true],
  ['ne', false],
  ['o?e', false],
  ['o_e', false],
  ['arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/one', true],
])('%s', (typed, expected) => {
  expect(nameLikeness(typed)('arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/one')).toBe(expected);
});
