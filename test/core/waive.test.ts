import { expect, test } from 'vitest';
import { defaultConfiguration, type Waiver } from '../../shared/core/configuration.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { days } from '../../shared/core/instant.ts';
import { coveredBy, waiverRefusals } from '../../shared/core/waive.ts';
import { finding, resource } from '../adapters/store-fixtures.ts';

const today = Date.parse('2026-11-20T00:00:00Z');
const now = today + 10 * 3_600_000;
const end = (ahead: number): number => today + days(ahead + 1) - 1;
const wish: Waiver = {
  control: 'sagemaker/example',
  resource: resource.arn,
  type: 'risk-accepted',
  reason: 'drivers',
  requester: 'bela',
  approver: 'dana',
  approved: today,
  until: end(30),
  ticket: null,
};
const held: Waiver = { ...wish, approver: 'erin' };
const controls = [{ id: 'sagemaker/example' as const, aliases: ['old-name'] }];
const remade = finding({ incarnation: 1, firstSeen: today + 1 });

test.each<
  [string, Partial<Waiver>, { waivers?: readonly Waiver[]; open?: readonly Finding[]; most?: number }, RegExp[]]
>([
  ['fits', {}, {}, []],
  ['ends today', { until: end(0) }, {}, []],
  ['ended yesterday', { until: end(-1) }, {}, [/that is past/]],
  ['ends on the last day that is allowed', { until: end(365) }, {}, []],
  [
    'ends a day after it',
    { until: end(366) },
    {},
    [/366 days ahead, and a waiver holds at most 365 .*until 2027-11-20$/],
  ],
  ['ends after what the configuration allows', { until: end(30) }, { most: 29 }, [/at most 29/]],
  ['approves itself', { approver: 'bela' }, {}, [/cannot approve it/]],
  ['approves itself in other letters', { approver: ' BELA ' }, {}, [/^BELA: who asks/]],
  ['gives no reason', { reason: ' ' }, {}, [/--reason says nothing/]],
  ['is of a control that there is not', { control: 'sagemaker/other' }, {}, [/no such control/]],
  ['is of a control by its former name', { control: 'old-name' }, {}, []],
  ['is of controls by a pattern', { control: 'sagemaker/*', resource: '*' }, {}, []],
  ['is of a pattern without a control', { control: 'kms/*', resource: '*' }, {}, [/no such control/]],
  ['is of nothing that is open', {}, { open: [] }, [/no open finding is about that/]],
  ['is of another resource', { resource: 'another' }, {}, [/no open finding/]],
  ['tells everything at once', { approver: 'bela', until: end(-1), reason: '' }, {}, [/reason/, /approve/, /past/]],
  ['was given already', {}, { waivers: [held] }, [/waived already, until 2026-12-20: .* approved by erin$/]],
  ['was given already, for longer', {}, { waivers: [{ ...held, until: end(31) }] }, [/waived already/]],
  ['was given already, by a pattern', {}, { waivers: [{ ...held, resource: '*', control: '*' }] }, [/waived already/]],
  ['was given for a shorter time', {}, { waivers: [{ ...held, until: end(29) }] }, []],
  ['was given, and is over', {}, { waivers: [{ ...held, until: end(-1) }] }, []],
  ['was given for what it was before', {}, { waivers: [{ ...held, approved: today - days(9) }], open: [remade] }, []],
  ['is a pattern, where one is waived', { resource: '*' }, { waivers: [held] }, []],
  ['is a pattern that was given', { resource: '*' }, { waivers: [{ ...held, resource: '*' }] }, [/waived already/]],
])('a waiver that %s', (_, members, { waivers = [], open = [finding()], most = 365 }, expected) => {
  const notices = { ...defaultConfiguration.notices, waiverDays: most };
  const refusals = waiverRefusals(
    { ...wish, ...members },
    { now, controls, configuration: { waivers, notices }, open },
  );
  expect(refusals).toHaveLength(expected.length);
  for (const [index, pattern] of expected.entries()) expect(refusals[index]).toMatch(pattern);
});

test('covers what is open and about it', () => {
  const open = [finding(), finding({ controlId: 'kms/other', id: 'b'.repeat(16) })];
  expect(coveredBy({ ...wish, control: 'old-name' }, { open, controls })).toEqual([open[0]]);
});
