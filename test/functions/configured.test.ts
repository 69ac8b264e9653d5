import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { configured } from '../../functions/configured.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { publishConfiguration } from '../../shared/app/service/published-configuration.ts';

const root = 'sagemaker/notebook-root-access';
const rolledBack = { text: '', document: {}, at: 0, by: 'a' };

test('the configuration that holds is known within a minute of its publication, with what names it', async () => {
  const store = sqliteStore(':memory:');
  let now = 0;
  const holding = configured(store, { now: () => now }, 'abc');
  const isOn = async () => (await holding()).catalogue.controls.some(({ id }) => id === root);
  expect([await isOn(), (await holding()).version]).toEqual([true, 'abc-0']);
  await publishConfiguration(store, { ...rolledBack, document: { controls: { [root]: { enabled: false } } } });
  now = 59_999;
  expect([await isOn(), (await holding()).version]).toEqual([true, 'abc-0']);
  now = 60_000;
  expect([await isOn(), (await holding()).version]).toEqual([false, 'abc-1']);
  const same = await holding();
  now = 120_000;
  expect(await holding()).toBe(same);
  await publishConfiguration(store, rolledBack);
  now = 180_000;
  expect([await isOn(), (await holding()).version]).toEqual([true, 'abc-2']);
});

test('other controls are another version', async () => {
  const store = sqliteStore(':memory:');
  const versions = ['abc', 'abd'].map(async (each) => (await configured(store, { now: () => 0 }, each)()).version);
  expect(await Promise.all(versions)).toEqual(['abc-0', 'abd-0']);
});

test('what names the controls follows from what they are made of', () => {
  const { version } = createRequire(import.meta.url)('../../infra/controls-version.cjs') as { version: string };
  expect(version).toMatch(/^[0-9a-f]{12}$/);
});
