import { expect, test } from 'vitest';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import {
  configurationVersion,
  publishConfiguration,
  publishedConfiguration,
} from '../../../shared/app/service/published-configuration.ts';

const at = Date.parse('2026-11-02T12:00:00Z');

test('what was never published is not there; what was is the next version, and former ones stay', async () => {
  const store = sqliteStore(':memory:');
  expect(await publishedConfiguration(store)).toBeUndefined();
  const first = await publishConfiguration(store, { text: 'organization: o-1', document: {}, at, by: 'alice' });
  expect(first).toEqual({ version: 1, text: 'organization: o-1', document: {}, at, by: 'alice' });
  const second = await publishConfiguration(store, { text: 'organization: o-2', document: {}, at: at + 1, by: 'bob' });
  expect(second.version).toBe(2);
  expect(await publishedConfiguration(store)).toEqual(second);
  expect(await configurationVersion(store, 1)).toEqual(first);
  expect(await configurationVersion(store, 3)).toBeUndefined();
});

test('bringing a version back is a version of its own, which says so', async () => {
  const store = sqliteStore(':memory:');
  const first = await publishConfiguration(store, { text: 'a: 1', document: {}, at, by: 'alice' });
  await publishConfiguration(store, { text: 'a: 2', document: {}, at, by: 'bob' });
  expect(await publishConfiguration(store, { text: first.text, document: {}, at, by: 'alice', restores: 1 })).toEqual({
    version: 3,
    text: 'a: 1',
    document: {},
    at,
    by: 'alice',
    restores: 1,
  });
});

test('of two that publish at once each gets a version of its own', async () => {
  const store = sqliteStore(':memory:');
  let rival = true;
  const raced = {
    begin: store.begin,
    // Between the look at what there is and the claim of the next version, somebody else publishes.
    checkpoint: async (name: string) => {
      const kept = await store.checkpoint(name);
      if (rival) {
        rival = false;
        await publishConfiguration(store, { text: 'other', document: {}, at, by: 'bob' });
      }
      return kept;
    },
  };
  expect(await publishConfiguration(raced, { text: 'one', document: {}, at, by: 'alice' })).toMatchObject({
    version: 2,
  });
  expect((await configurationVersion(store, 1))?.by).toBe('bob');
  expect((await publishedConfiguration(store))?.by).toBe('alice');
});
