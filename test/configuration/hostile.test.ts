import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfiguration } from '../../shared/configuration/read.ts';
import { configurationSchema } from '../../shared/configuration/schema.ts';
import { controls } from './configuration-in.ts';

const sections = Object.keys(configurationSchema.shape);

const problemsIn = (text: string) => {
  const read = readConfiguration(text, 'f', { controls });
  return 'problems' in read ? read.problems : [];
};

test.each([
  [
    'an alias bomb',
    `a: &a [x]\n${Array.from({ length: 30 }, (_, n) => `k${n}: &k${n} [*${n ? `k${n - 1}` : 'a'},*${n ? `k${n - 1}` : 'a'}]`).join('\n')}`,
  ],
  ['depth in brackets', '['.repeat(20_000)],
  ['depth in lines', Array.from({ length: 500 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
  ['length', `# ${'x'.repeat(1_000_001)}`],
  ['very many keys', Array.from({ length: 50_000 }, (_, n) => `k${n}: 1`).join('\n')],
])('a bomb is refused soon: %s', (_, text) => {
  const start = performance.now();

  expect(problemsIn(text).length).toBeGreaterThan(0);
  expect(performance.now() - start).toBeLessThan(10_000);
});

const isReading = (text: string): void => {
  for (const { line, column, message } of problemsIn(text)) {
    expect(line).toBeGreaterThan(0);
    expect(column).toBeGreaterThan(0);
    // oxlint-disable-next-line no-control-regex
    expect(message).toMatch(/^[^\u0000-\u001f\u007f-\u009f]*$/);
  }
};

test('no text makes it throw, and every problem is one line with a place', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isReading), { numRuns: 2_000 });
});

test('no text that looks like a configuration makes it throw', () => {
  const words = [
    ...sections,
    'control',
    'kms/*',
    'resource',
    'type',
    'risk-accepted',
    'reason',
    'requester',
    'approver',
    'until',
    '2027-02-30',
    '111122223333',
    '012',
    'null',
    '~',
  ];
  const signs = [
    '\n',
    '\n  ',
    '\n    ',
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '&a ',
    '*a',
    '"',
    "'",
    '#',
    '|',
    '!!set ',
    '? ',
    '<<',
    '%',
    '\t',
    '---\n',
    '\r',
  ];
  const piece = fc.oneof(fc.constantFrom(...words), fc.constantFrom(...signs), fc.constantFrom(...signs));

  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => isReading(pieces.join(''))),
    { numRuns: 3_000 },
  );
});

test('no value anywhere makes it throw', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const document = fc.dictionary(fc.constantFrom(...sections), value);

  fc.assert(
    fc.property(document, (written) => isReading(JSON.stringify(written))),
    { numRuns: 1_000 },
  );
});
