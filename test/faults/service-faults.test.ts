import { expect, test } from 'vitest';
import { documentedIn } from './documented.ts';
import { doorRows, isStore, rowsOf, tableOf, undisturbed } from './matrix.ts';

const timeout = 180_000;
const right = await undisturbed();

test('undisturbed, the day ends with everything told, nothing pending and nothing left half done', () => {
  const end = right.states.get('next night');
  expect(end?.findings.length).toBeGreaterThan(8);
  expect(end).toMatchObject({ handed: end?.transitions, untold: [], invented: [], pending: [], unfinished: 0 });
  // What the parts of the day are there for.
  const told = [...right.states.values()].map(({ transitions }) => transitions.length);
  expect(told[0]).toBeLessThan(told[1] ?? 0);
  expect(told[1]).toBeLessThan(told[2] ?? 0);
  expect(told[3]).toBe(told[2]);
});

test('what comes twice, or not at all, is told once', { timeout }, async () => {
  const rows = await doorRows(right, [
    'each message twice, one after the other',
    'each message to two at once',
    'each record of the stream twice',
    'no record of the stream',
    'each hourly run twice',
    'no rule delivers every third event',
    'a message that fails as often as it is taken',
  ]);
  expect(rows.filter(({ end }) => !end.startsWith('the same'))).toEqual([]);
  expect(documentedIn('faults at the doors', tableOf(rows))).toBe(tableOf(rows));
});

test('whatever fails where AWS or a queue is asked, the day ends as without it', { timeout }, async () => {
  const rows = await rowsOf(right, (boundary) => !isStore(boundary));
  expect(rows.filter(({ end }) => !end.startsWith('the same'))).toEqual([]);
  expect(documentedIn('faults of AWS and the queues', tableOf(rows))).toBe(tableOf(rows));
});
