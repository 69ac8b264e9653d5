import { expect, test } from 'vitest';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { days } from '../../examples/play.ts';
import { storeOn } from './behaving.ts';
import { replayedWeek } from './replayed-week.ts';
import { newTable } from './tables-in-memory.ts';

test.each([
  ['in batches as large as they come', Infinity],
  ['in small ones', 0],
])('the example week ends as in SQLite, %s', async (_, hold) => {
  const made = await newTable();
  const inDynamo = await replayedWeek(storeOn(made, made.handle, { mostActions: 100 }), days, hold);
  const inSqlite = await replayedWeek(sqliteStore(':memory:'), days, hold);
  expect(inDynamo.findings.length).toBeGreaterThan(50);
  expect(inDynamo).toEqual(inSqlite);
});
