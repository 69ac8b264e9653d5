import { expect, test } from 'vitest';
import { documentedIn } from './documented.ts';
import { isStore, rowsOf, tableOf, undisturbed } from './matrix.ts';

const right = await undisturbed();

test('whatever fails where the store is asked, the day ends as without it', { timeout: 300_000 }, async () => {
  const rows = await rowsOf(right, isStore);
  expect(rows.filter(({ end }) => !end.startsWith('the same'))).toEqual([]);
  expect(documentedIn('faults of the store', tableOf(rows))).toBe(tableOf(rows));
});
