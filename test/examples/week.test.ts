import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { week } from '../../examples/make/week.ts';
import { controls } from '../../shared/catalogue.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { waiverOf } from '../../shared/core/waiver.ts';
import { days, deliveredOn, exampleConfiguration, play, theDayAfter, trail } from './play.ts';

const plain = (path: string, bytes: Buffer): string => (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();

const committed = (): Map<string, Buffer> =>
  new Map(
    readdirSync(trail, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/'))
      .map((path) => [path.slice(trail.length + 1), readFileSync(path)]),
  );

const told = (findings: readonly Finding[], controlId: string, name: string): Finding[] =>
  findings
    .filter(({ controlId: id, resource }) => id === controlId && resource.name === name)
    .toSorted((a, b) => a.firstSeen - b.firstSeen);

test('what is committed is what examples/make makes', () => {
  const files = committed();
  const made = week();
  expect([...files.keys()].toSorted()).toEqual([...made.keys()].toSorted());
  // Versions of zlib pack alike, not the same: what is packed must be the same.
  const isCommitted = ([path, bytes]: [string, Buffer]): boolean =>
    plain(path, files.get(path) ?? bytes) === plain(path, bytes);
  expect([...made].filter((file) => !isCommitted(file)).map(([path]) => path)).toEqual([]);
  expect([...week()].every(([path, bytes]) => made.get(path)?.equals(bytes))).toBe(true);
  expect([...files.values()].reduce((sum, { length }) => sum + length, 0)).toBeLessThan(1_000_000);
  expect([...files.keys()].filter((path) => path.includes('2026/11/22'))).toEqual([]);
});

test('one look at the whole week ends as a look every day does; a second look tells nothing', async () => {
  const daily = await play(...days.map(deliveredOn));
  const { totals, told: transitions, findings, notes } = await play([trail], [trail]);
  const [first, second] = totals;
  expect(first).toMatchObject({
    files: 176,
    skipped: 0,
    records: 1_539,
    evaluated: 631,
    irrelevant: 796,
    failedCalls: 28,
    duplicates: 84,
    quarantined: 0,
    opened: 86,
    reopened: 4,
    resolved: 66,
  });
  expect(first?.verdicts.error).toBe(0);
  expect(second).toMatchObject({ records: 1_539, duplicates: 1_539, opened: 0, resolved: 0 });
  expect(transitions[1]).toEqual([]);
  expect(notes).toEqual([]);
  expect(findings).toEqual(daily.findings);
  const { records, evaluated, irrelevant, failedCalls, duplicates, quarantined } = totals[0] ?? { records: 0 };
  expect([evaluated, irrelevant, failedCalls, duplicates, quarantined].reduce((sum = 0, each = 0) => sum + each)).toBe(
    records,
  );
});

test('workloads of hundreds of jobs have one finding a control, which is mended by a later run', async () => {
  const { findings } = await play([trail]);
  expect(findings.filter(({ runs }) => runs)).toHaveLength(10);
  const sweep = 'training-execution/churn-xgboost/churn-sweep';
  const step = 'pipeline/churn-features/computefeatures';
  for (const control of ['network-isolation', 'output-key', 'vpc']) {
    expect(told(findings, `sagemaker/training-job-${control}`, sweep)).toMatchObject([
      { count: 240, status: 'resolved', episodes: [{ reason: 'mended' }], runs: { length: 10 } },
    ]);
  }
  for (const control of ['container-traffic-encryption', 'network-isolation', 'output-key', 'volume-key', 'vpc']) {
    expect(told(findings, `sagemaker/processing-job-${control}`, step)).toMatchObject([
      { count: 100, status: 'resolved', episodes: [{ reason: 'mended' }], runs: { length: 10 } },
    ]);
  }
});

test('what becomes of a role is told of what works under it, and told again when it comes back', async () => {
  const { findings } = await play([trail]);
  const [domain] = told(findings, 'sagemaker/domain-role-permissions', 'd-exampledomain1');
  expect(domain?.episodes).toMatchObject([
    { openedBy: { call: 'iam.amazonaws.com:AttachRolePolicy' }, reason: 'mended' },
    { openedBy: { actor: { arn: 'arn:aws:iam::111122223333:user/ci-deploy' } }, reason: 'mended' },
  ]);
  expect(
    told(findings, 'sagemaker/training-job-data-access', 'training-execution/churn-xgboost/churn-sweep'),
  ).toMatchObject([
    {
      count: 240,
      message: expect.stringContaining('can read bucket meadow-customer-exports'),
      episodes: [{ resolvedBy: { call: 'iam.amazonaws.com:DeleteRolePolicy' } }],
    },
  ]);
  expect(told(findings, 'iam/role-combined-permissions', 'pipeline-execution')).toMatchObject([
    { status: 'resolved', message: expect.stringContaining('statement "Steps" of managed policy pipeline-steps') },
  ]);
});

test('what is left out, what is waived, what is another under an old name, what only SageMaker can confirm', async () => {
  const { findings } = await play([trail]);

  expect(told(findings, 'cloudtrail/record-request-omitted', 'iam.amazonaws.com/PutUserPolicy')).toMatchObject([
    { status: 'open', principal: 'arn:aws:iam::111122223333:user/ci-deploy' },
  ]);

  const aliases = new Map<string, readonly string[]>(controls.map(({ id, aliases: names = [] }) => [id, names]));
  const { waivers } = exampleConfiguration();
  const isWaived = (finding: Finding) => waiverOf(finding, waivers, theDayAfter, aliases.get(finding.controlId));
  expect(findings.filter(isWaived).map(({ resource, status }) => [resource.name, status])).toEqual([
    ['gpu-drivers-1', 'open'],
  ]);

  expect(told(findings, 'sagemaker/notebook-root-access', 'churn-scratch')).toMatchObject([
    { incarnation: 0, status: 'resolved', episodes: [{ reason: 'deleted' }] },
    { incarnation: 1, status: 'open' },
  ]);

  const [endpoint] = told(findings, 'sagemaker/endpoint-hosting', 'churn');
  expect(endpoint?.episodes).toMatchObject([
    {
      openedBy: { call: 'sagemaker.amazonaws.com:CreateEndpoint' },
      resolvedAt: Date.parse('2026-11-13T14:18:47Z'),
      reason: 'mended',
    },
  ]);
  // No call did it: SageMaker said so.
  expect(endpoint?.episodes[0]?.resolvedBy?.call).toBeUndefined();
  expect(told(findings, 'iam/root-user-activity', 'root-user')).toMatchObject([{ count: 4, status: 'open' }]);
});
