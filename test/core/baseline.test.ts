import { describe, expect, test } from 'vitest';
import { controls } from '../../shared/catalogue.ts';
import { baselineSummaryOf, tellSingly, toldSingly } from '../../shared/core/baseline.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import { finding } from '../adapters/store-fixtures.ts';

const notebook = (account: string, name: string) =>
  refOf('sagemaker/notebook-instance', `arn:aws:sagemaker:eu-central-1:${account}:notebook-instance/${name}`, {
    account,
    region: 'eu-central-1',
  });
const baseline = (members: Partial<Finding>): Finding => finding({ origin: 'baseline', ...members });

describe('what of a baseline is told singly', () => {
  test.each<[what: string, members: Partial<Finding>, isTold: boolean]>([
    ['a public policy', { controlId: 's3/bucket-policy-public-access', reach: 'public' }, true],
    ['a role that anybody may assume', { controlId: 'iam/role-trust-principal', reach: 'public' }, true],
    ['an administrator', { controlId: 'iam/administrator-policy-attachment', reach: 'administrator' }, true],
    [
      'an administrator by several policies',
      { controlId: 'iam/role-combined-permissions', reach: 'administrator' },
      true,
    ],
    ['a way to more rights', { controlId: 'iam/role-combined-permissions' }, false],
    ['a trail that records no management events', { controlId: 'cloudtrail/trail-event-selectors' }, true],
    ['a trail that is off', { controlId: 'cloudtrail/trail-operation' }, true],
    ['a rule of our own that is off', { controlId: 'sagewatch/rule-operation' }, true],
    ['anything else, however severe', { controlId: 'sagemaker/notebook-root-access', severity: 'critical' }, false],
    [
      'anything open to everybody that is no policy',
      { controlId: 'ec2/security-group-admin-ports', reach: 'public' },
      false,
    ],
    ['what a change opened: it is no baseline', { controlId: 'iam/role-trust-principal', origin: 'change' }, false],
    ['what is over', { controlId: 'iam/role-trust-principal', status: 'resolved' }, false],
  ])('%s', (_, members, isTold) => expect(tellSingly(baseline(members))).toBe(isTold));

  test('is of controls that there are', () => {
    const ids = new Set<string>(controls.map(({ id }) => id));
    expect([...toldSingly.keys()].filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('20,000 findings of a first look', () => {
  const accounts = ['111122223333', '444455556666'];
  const isGrave = (n: number) => n % 4_999 === 0;
  const found = Array.from({ length: 20_000 }, (_, n) => {
    const resource = notebook(accounts[n % 2] ?? '', `n-${n}`);
    return baseline({
      id: String(n).padStart(16, '0'),
      resource,
      controlId: isGrave(n) ? 'iam/administrator-policy-attachment' : `sagemaker/control-${n % 7}`,
      severity: isGrave(n) ? 'critical' : n % 3 === 0 ? 'high' : 'low',
      ...(isGrave(n) && { reach: 'administrator' as const }),
    });
  });

  test('give one summary an account, and the listed ones', () => {
    const summaries = baselineSummaryOf([
      ...found,
      finding({ id: 'changed', severity: 'critical' }),
      baseline({ id: 'over', status: 'resolved' }),
    ]);
    expect(summaries.map(({ account, open }) => [account, open])).toEqual(accounts.map((account) => [account, 10_000]));
    expect(new Set(summaries.flatMap(({ singly }) => singly))).toEqual(new Set(found.filter((_, n) => isGrave(n))));
    expect(summaries.flatMap(({ singly }) => singly)).toHaveLength(5);
    for (const { open, bySeverity, byControl } of summaries) {
      expect(Object.values(bySeverity).reduce((sum, count) => sum + count, 0)).toBe(open);
      expect(byControl.reduce((sum, { open: count }) => sum + count, 0)).toBe(open);
      // The gravest first, of equals the most frequent.
      expect(byControl[0]?.controlId).toBe('iam/administrator-policy-attachment');
    }
    expect(summaries[0]?.bySeverity.critical).toBe(3);
  });
  test('and nothing where nothing was found', () => expect(baselineSummaryOf([])).toEqual([]));
});
