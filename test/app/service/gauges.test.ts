import { expect, test } from 'vitest';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { gaugesOf, silentSources } from '../../../shared/app/service/gauges.ts';
import { defaultConfiguration, type Waiver } from '../../../shared/core/configuration.ts';
import type { Finding } from '../../../shared/core/finding.ts';
import { days } from '../../../shared/core/instant.ts';
import { heardOf } from '../../../shared/core/known.ts';
import { commit, finding, resource } from '../../adapters/store-fixtures.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const opened = (at: number): Pick<Finding, 'episodes'> => ({
  episodes: [{ openedAt: at, openedBy: { eventId: 'e', call: undefined, actor: undefined, address: undefined } }],
});
const waiver: Waiver = {
  control: 'kms/other',
  resource: '*',
  type: 'risk-accepted',
  reason: 'r',
  requester: 'a',
  approver: 'b',
  approved: null,
  until: now + days(1),
  ticket: null,
};

test('the gauges tell what is open, overdue and missing, and of each control how much is open', async () => {
  const store = sqliteStore(':memory:');
  await commit(store, ['a'], {
    known: [{ ...heardOf(resource), exists: true, told: now - 600_000 }],
    findings: [
      finding({ severity: 'critical', ...opened(now - days(2)) }),
      finding({ incarnation: 1, severity: 'critical', ...opened(now) }),
      finding({ incarnation: 2, id: 'b'.repeat(16), controlId: 'kms/other', severity: 'critical', ...opened(0) }),
      finding({ incarnation: 3, controlId: 'kms/other', status: 'resolved' }),
    ],
  });
  const quiet = { account: '444455556666', region: 'us-east-1' };
  const outcome = (wanted: number, recovered: number) => JSON.stringify({ at: now, wanted, recovered });
  await commit(store, ['b'], {
    checkpoints: {
      'reconcile outcome 111122223333 eu-central-1': outcome(3, 1),
      'reconcile outcome 444455556666 us-east-1': outcome(3, 3),
    },
  });
  expect(await silentSources(store)).toBeUndefined();
  const { gauges, openByControl, silent, kept } = await gaugesOf({
    store,
    clock: { now: () => now },
    configuration: { ...defaultConfiguration, waivers: [waiver] },
    aliasesOf: () => [],
    canaries: [resource.arn],
    localities: [{ account: '111122223333', region: 'eu-central-1' }, quiet, { ...quiet, region: 'eu-west-1' }],
  });
  expect(gauges).toEqual({
    CanaryAge: 600,
    OpenCritical: 3,
    OverdueCritical: 1,
    Overdue: 1,
    OldestPending: 0,
    SilentSources: 1,
  });
  expect(silent).toEqual([quiet]);
  await commit(store, ['c'], { checkpoints: kept });
  expect(await silentSources(store)).toEqual([quiet]);
  expect(openByControl).toEqual({ 'sagemaker/example': 2, 'kms/other': 1 });
  await store.close();
});
