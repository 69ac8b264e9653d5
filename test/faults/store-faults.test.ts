import { expect, test } from 'vitest';
import { documentedIn } from './documented.ts';
import { rowsOf, tableOf, undisturbed } from './matrix.ts';

const right = await undisturbed();

test('whatever fails where the store is asked, the day ends as without it', { timeout: 300_000 }, async () => {
  const rows = await rowsOf(right, (boundary) => /^(store|large commit):/.test(boundary));
  expect(rows.filter(({ end }) => end !== 'the same')).toEqual([]);
  expect(documentedIn('faults of the store', tableOf(rows))).toBe(tableOf(rows));
});
