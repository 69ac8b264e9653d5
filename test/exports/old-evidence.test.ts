import { expect, test } from 'vitest';
import { findingLines } from '../../cli/render/finding.ts';
import { findingJson } from '../../cli/render/json.ts';
import { painter } from '../../cli/render/text.ts';
import { controls } from '../../shared/catalogue.ts';
import { commandFor } from '../../shared/core/remedy.ts';
import { asffFinding } from '../../shared/exports/asff.ts';
import { complianceFinding } from '../../shared/exports/ocsf.ts';
import { poamCells } from '../../shared/exports/poam.ts';
import { exported, openedAt } from './samples.ts';

const sample = exported();
const control = sample.control && {
  ...sample.control,
  remediation: {
    summary: 'Take root access away.',
    command: () => {
      throw new TypeError('the evidence names no volume');
    },
  },
};
const old = { ...sample, control };
const shown = { ...old, work: { ticket: undefined, assignee: undefined, due: undefined }, told: [], now: openedAt };

test.each<[form: string, made: () => unknown]>([
  ['OCSF', () => complianceFinding(old, '0.1.0')],
  ['ASFF', () => asffFinding(old, openedAt)],
  ['POA&M', () => poamCells(old)],
  ['JSON', () => findingJson(old.finding, control)],
  ['a page', () => findingLines(old.finding, shown, painter(false), 100)],
])('%s of a finding whose evidence does not make a command says what to do without one', (_, made) => {
  const text = JSON.stringify(made());
  expect(text).toContain('Take root access away.');
  expect(text).not.toContain('undefined');
});

test('no control needs evidence for its command', () => {
  const without = { ...sample.finding, evidence: {} };
  const commands = controls.map((each) => [each.id, commandFor(without, each)]);
  expect(commands.filter(([, command]) => command === undefined || /undefined|\[object/.test(command))).toEqual([]);
});
