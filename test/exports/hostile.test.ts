import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeJson } from '../../cli/render/text.ts';
import type { Reason } from '../../shared/core/finding.ts';
import { asffFinding } from '../../shared/exports/asff.ts';
import { csvRow } from '../../shared/exports/csv.ts';
import { complianceFinding } from '../../shared/exports/ocsf.ts';
import { poamCells } from '../../shared/exports/poam.ts';
import { asffFaults } from '../fixtures/schemas/asff.ts';
import { ocsfFaults } from '../fixtures/schemas/ocsf.ts';
import { csvRows } from './csv.ts';
import { exported, openedAt, waiver } from './samples.ts';

/** Each run puts a dozen texts of its own through all formats: ten thousand of them. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 850);

const fragments = [
  '=cmd|" /C calc"!A0',
  '+1',
  '-1',
  '@SUM(1)',
  '\t',
  '\r\n',
  ';',
  ',',
  '"',
  "'",
  '`$(id)`',
  '<script>',
  '&amp;',
  '\u0000',
  '\u001b[2J',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\u2028',
  '\ud800',
  '\udc00',
  '＝1',
  '😀',
  '{"a":1}',
  '\\',
  '__proto__',
  'arn:aws-cn:',
  '%s',
  ' ',
  '漢',
];
const hostile = fc.oneof(
  { weight: 60, arbitrary: fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 39, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(...fragments).map((part) => part.repeat(Math.ceil(100_000 / part.length))) },
);
const reasons = [undefined, 'mended', 'deleted', 'never-existed', 'lapsed', 'acknowledged', 'aged-out'] as const;

const samples = fc
  .record({
    texts: fc.array(hostile, { minLength: 12, maxLength: 12 }),
    reason: fc.constantFrom<Reason | undefined>(...reasons),
    isWaived: fc.boolean(),
    isLinked: fc.boolean(),
    isKnown: fc.boolean(),
  })
  .map(({ texts, reason, isWaived, isLinked, isKnown }) => {
    const [name = '', arn = '', region = '', message = '', detail = '', key = '', value = '', owner = ''] = texts;
    const [, , , , , , , , person = '', word = '', session = '', address = ''] = texts;
    const { finding } = exported();
    const hand = {
      eventId: word,
      call: `x:${word}`,
      actor: { ...finding.episodes[0]?.openedBy.actor, session, arn: session, principal: session } as never,
      address,
    };
    const episode = { openedAt, openedBy: hand, ...(reason && { resolvedAt: openedAt + 1, resolvedBy: hand, reason }) };
    return exported(
      {
        reason,
        resource: { ...finding.resource, name, arn, region },
        placement: { environment: null, dataClass: word, owner },
        message,
        details: [detail, word],
        evidence: { [key]: value, list: [{ [word]: value }], [word]: null },
        episodes: [episode],
        principal: person,
        pending: word,
        acknowledgement: { by: person, reason: word, at: openedAt },
      },
      {
        ...(isWaived && { waiver: { ...waiver, reason: word, approver: person, requester: owner } }),
        ...(isLinked && { link: { ticket: word, assignee: person } }),
        ...(!isKnown && { control: undefined, requirements: [] }),
        accountName: owner,
      },
    );
  });

const half = /\p{Surrogate}/u;
const everyText = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => [name, ...everyText(each)])
    : [];
};

test('OCSF: whatever records hold, an event of the schema, in whole characters', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const event: unknown = JSON.parse(safeJson(complianceFinding(sample, '0.1.0')));
      expect(ocsfFaults(event)).toEqual([]);
      expect(everyText(event).filter((text) => half.test(text))).toEqual([]);
    }),
    { numRuns: runs },
  );
});

test('ASFF: whatever records hold, a finding that Security Hub takes, of at most 240 kB', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const text = safeJson(asffFinding(sample, openedAt));
      const finding: unknown = JSON.parse(text);
      expect(asffFaults([finding])).toEqual([]);
      expect(everyText(finding).filter((each) => half.test(each))).toEqual([]);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(240_000);
    }),
    { numRuns: runs },
  );
});

/** What a spreadsheet may take for a formula at the start of a cell, after it has left out quotes and spaces. */
const isFormula = (cell: string): boolean => /^["\s]*[=+\-@＝＋－＠|\t\r]/.test(cell);

test('CSV: whatever records hold, a row of its columns, no formula in it, whichever the separator', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const cells = poamCells(sample);
      const text = csvRow(cells);
      const rows = csvRows(text);
      expect(rows.map(({ length }) => length)).toEqual([cells.length]);
      expect(rows.flat().filter(isFormula)).toEqual([]);
      expect(text.slice(0, -2).split(';').filter(isFormula)).toEqual([]);
      // oxlint-disable-next-line no-control-regex
      expect(text.slice(0, -2)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]/);
      expect(half.test(text)).toBe(false);
    }),
    { numRuns: runs },
  );
});
