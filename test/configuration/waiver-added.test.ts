import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { commentedConfiguration } from '../../shared/configuration/commented.ts';
import { withWaiver, type WrittenWaiver } from '../../shared/configuration/waiver-added.ts';
import { readYamlTree } from '../../shared/configuration/yaml-tree.ts';

const waiver: WrittenWaiver = {
  control: 'sagemaker/notebook-root-access',
  resource: 'exploration',
  type: 'risk-accepted',
  reason: 'drivers',
  requester: 'bela',
  approver: 'dana',
  approved: '2026-11-20',
  until: '2027-01-31',
};
const item = (margin: string) =>
  [
    `${margin}- control: sagemaker/notebook-root-access`,
    ...['resource: exploration', 'type: risk-accepted', 'reason: drivers', 'requester: bela', 'approver: dana'].map(
      (line) => `${margin}  ${line}`,
    ),
    `${margin}  approved: 2026-11-20`,
    `${margin}  until: 2027-01-31`,
    '',
  ].join('\n');
const two = item('  ');

describe('a waiver is put in, and nothing else is touched', () => {
  test.each([
    ['an empty file', '', `waivers:\n${two}`],
    ['comments alone', '# ours\n', `# ours\nwaivers:\n${two}`],
    ['a file without a last line end', 'organization: o-1', `organization: o-1\nwaivers:\n${two}`],
    ['a file without waivers', '# a\norganization: o-1 # b\n', `# a\norganization: o-1 # b\nwaivers:\n${two}`],
    ['waivers that are nothing', 'waivers:\nsender: x\n', `waivers:\n${two}sender: x\n`],
    ['nothing, with a comment', 'waivers: # none\n# next\na: 1\n', `waivers: # none\n${two}# next\na: 1\n`],
    ['null', 'waivers: ~\na: 1\n', `waivers:\n${two}a: 1\n`],
    ['an empty list', 'waivers: []\na: 1\n', `waivers:\n${two}a: 1\n`],
    [
      'a list with comments',
      'waivers:\n  # one\n  - control: "x"   # why\n    until: 2027-01-01 # end\n\n# tail\na:   1\n',
      `waivers:\n  # one\n  - control: "x"   # why\n    until: 2027-01-01 # end\n${two}\n# tail\na:   1\n`,
    ],
    [
      'a list at the margin',
      'waivers:\n- { a: 1,\n    b: 2 }\na: 1\n',
      `waivers:\n- { a: 1,\n    b: 2 }\n${item('')}a: 1\n`,
    ],
    ['a block of text', 'waivers:\n  - a: |\n      b\na: 1\n', `waivers:\n  - a: |\n      b\n${two}a: 1\n`],
    ['a list without a last line end', 'waivers:\n  - a: b', `waivers:\n  - a: b\n${two}`],
    [
      'a file of Windows',
      'a: 1\r\nwaivers:\r\n  - a: b\r\nb: 2\r\n',
      `a: 1\r\nwaivers:\r\n  - a: b\r\n${two.replaceAll('\n', '\r\n')}b: 2\r\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(withWaiver(before, waiver)).toBe(after);
  });
});

const valueOf = (text: string): Record<string, unknown> => {
  const { tree, faults } = readYamlTree(text);
  expect(faults).toEqual([]);
  return JSON.parse(JSON.stringify(tree.value ?? {})) as Record<string, unknown>;
};

test.each([
  ['brackets', 'waivers: [{ control: x }] # why\n# more\n'],
  ['braces around all', '{ organization: o-1 } # why\n'],
  ['a marked document', '---\norganization: o-1 # why\n...\n'],
])('%s: what it says and its comments stay', (_, before) => {
  const after = withWaiver(before, waiver) ?? '';
  const { waivers = [], ...rest } = valueOf(before);
  expect(valueOf(after)).toEqual({ ...rest, waivers: [...(waivers as unknown[]), waiver] });
  for (const comment of before.match(/# \w+/g) ?? []) expect(after).toContain(comment);
});

test.each([
  ['no YAML', 'a: [1'],
  ['a list', '- 1\n'],
  ['waivers that are none', 'waivers: { a: 1 }\n'],
  ['an alias', 'a: &x 1\nwaivers: *x\n'],
])('%s is left alone', (_, text) => expect(withWaiver(text, waiver)).toBeUndefined());

test('the template of a configuration takes one', () => {
  const before = commentedConfiguration();
  expect(withWaiver(before, waiver)).toBe(`${before}waivers:\n${two}`);
});

test('whatever stands in a file: it says the same with one waiver more, and no line of it is another', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '007',
      'null',
      '- x',
      '# no comment',
      'a: b',
      "it's",
      '"',
      'two\nlines',
      ' ',
      '2027-01-31',
      '|',
      '*',
    ),
  );
  const written = fc.record({
    control: word,
    resource: word,
    type: fc.constant('risk-accepted'),
    reason: word,
    requester: word,
    approver: word,
    approved: fc.constant('2026-11-20'),
    until: fc.constant('2027-01-31'),
  });
  const comment = fc.constantFrom('', '\n', '# a comment\n', '\n  # another, further in\n\n');
  const file = fc
    .tuple(
      comment,
      fc.dictionary(fc.stringMatching(/^[a-u]{1,6}$/), fc.oneof(word, fc.array(word), fc.dictionary(word, word)), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
      fc.option(fc.array(written, { minLength: 1, maxLength: 4 }), { nil: undefined }),
      comment,
      fc.constantFrom(2, 4),
      fc.boolean(),
    )
    .map(([head, others, waivers, tail, indent, indentSeq]) => {
      const options = { indent, indentSeq, lineWidth: 0 };
      const body = Object.keys(others).length === 0 ? '' : stringify(others, options);
      return `${head}${waivers ? stringify({ waivers }, options) : ''}${tail}${body}${tail}`;
    })
    .filter((text) => readYamlTree(text).faults.length === 0);
  fc.assert(
    fc.property(file, written, (before, added) => {
      const after = withWaiver(before, added);
      const { waivers = [], ...rest } = valueOf(before);
      expect(valueOf(after ?? '')).toEqual({ ...rest, waivers: [...(waivers as unknown[]), added] });
      // All that was there, in its order, around one piece that is new.
      const text = after ?? '';
      let head = 0;
      while (head < before.length && text[head] === before[head]) head++;
      expect(text.endsWith(before.slice(head))).toBe(true);
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 200) },
  );
});
