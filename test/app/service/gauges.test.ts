import { expect, test } from 'vitest';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { gaugesOf } from '../../../shared/app/service/gauges.ts';
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
  const { gauges, openByControl } = await gaugesOf({
    store,
    clock: { now: () => now },
    configuration: { ...defaultConfiguration, waivers: [waiver] },
    aliasesOf: () => [],
    canaries: [resource.arn],
    localities: [],
  });
  expect(gauges).toEqual({
    CanaryAge: 600,
    OpenCritical: 3,
    OverdueCritical: 1,
    Overdue: 1,
    OldestPending: 0,
    SilentSources: 0,
  });
  expect(openByControl).toEqual({ 'sagemaker/example': 2, 'kms/other': 1 });
  await store.close();
});
