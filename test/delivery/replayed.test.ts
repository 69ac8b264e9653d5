import { expect, test } from 'vitest';
import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { replay, type Totals } from '../../shared/app/replay.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { deliveredBy } from '../../shared/delivery/delivered.ts';
import type { DeliveryRule } from '../../shared/delivery/rules.ts';
import { catalogue, rules } from './catalogued.ts';

/** The example week, of it what some rules deliver; without rules all of it. */
const replayed = async (by?: readonly DeliveryRule[]): Promise<{ totals: Totals; findings: Finding[] }> => {
  const store = sqliteStore(':memory:');
  const totals = await replay((await localFiles(['examples/trail'])).files, {
    store,
    clock: { now: () => Date.parse('2026-11-16T06:00:00Z') },
    saved: { state: () => undefined },
    catalogue,
    configuration: defaultConfiguration,
    ...(by && { isDelivered: deliveredBy(by) }),
  });
  const findings = await Array.fromAsync(store.findings({}));
  await store.close();
  return { totals, findings: findings.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
};

test('what is delivered suffices for every finding of the example week, and little else comes', async () => {
  const [all, delivered] = [await replayed(), await replayed(rules)];
  expect(delivered.findings).toEqual(all.findings);
  // How often something is judged depends on what comes in one batch, which is another where less comes.
  const { evaluated, opened, reopened, resolved } = all.totals;
  expect(delivered.totals).toMatchObject({ evaluated, opened, reopened, resolved, failedCalls: 0 });
  expect(delivered.totals.heldBack).toBe(all.totals.records - delivered.totals.records);
  expect(delivered.totals.heldBackNeeded).toBe(0);
  expect(delivered.totals.irrelevant).toBeLessThan(delivered.totals.records / 50);
  expect(all.totals).toMatchObject({ heldBack: 0, heldBackNeeded: 0 });
});

test('a rule that is missing is told of', async () => {
  const { totals, findings } = await replayed(rules.filter(({ name }) => name !== 'sagewatch-kms'));
  expect(totals.heldBackNeeded).toBeGreaterThan(0);
  expect(findings.some(({ controlId }) => controlId.startsWith('kms/'))).toBe(false);
});
