import { expect, test } from 'vitest';
import { dueAt, isOverdue } from '../../shared/core/due.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { days } from '../../shared/core/instant.ts';
import { exported, openedAt, resolvedAt } from '../exports/samples.ts';

const dueDays = { dueDays: { critical: 1, high: 7, medium: 30, low: 90 } };
const agreed = openedAt + days(3);
const { finding } = exported();
const again: Finding['episodes'] = [
  { ...finding.episodes[0], openedAt, openedBy: finding.episodes[0]?.openedBy as never, resolvedAt },
  { openedAt: resolvedAt, openedBy: finding.episodes[0]?.openedBy as never },
];

test.each([
  ['by its severity', finding, undefined, openedAt + days(7)],
  ['by another severity', { ...finding, severity: 'critical' as const }, undefined, openedAt + days(1)],
  ['since it was opened again', { ...finding, episodes: again }, undefined, resolvedAt + days(7)],
  ['since it was first seen, where no episode is kept', { ...finding, episodes: [] }, undefined, openedAt + days(7)],
  ['earlier, as agreed', finding, agreed, agreed],
  ['later, as agreed', { ...finding, severity: 'critical' as const }, agreed, agreed],
])('due %s', (_, of, own, expected) => {
  expect(dueAt(of, dueDays, own)).toBe(expected);
  expect([isOverdue(of, dueDays, expected, own), isOverdue(of, dueDays, expected + 1, own)]).toEqual([false, true]);
  expect(isOverdue({ ...of, status: 'resolved' }, dueDays, expected + 1, own)).toBe(false);
});
