import { expect, test } from 'vitest';
import { defaultConfiguration, environments, severities, type Severity } from '../../shared/core/configuration.ts';
import { completeMap } from '../../shared/core/known-map.ts';
import { gradedSeverity, placementOf } from '../../shared/core/severity.ts';
import type { Reach } from '../../shared/core/verdict.ts';

const { regulatedDataClasses } = defaultConfiguration;

const graded = (
  base: Severity,
  environment: (typeof environments)[number] | null,
  dataClass: string | null,
  reach: Reach | undefined,
) => gradedSeverity(base, { environment, dataClass, owner: null }, reach, regulatedDataClasses);

/** Environment, data class, reach → what becomes of critical, high, medium and low. */
const matrix: [environment: (typeof environments)[number] | null, string | null, Reach | undefined, Severity[]][] = [
  [null, null, undefined, ['critical', 'high', 'medium', 'low']],
  [null, null, 'public', ['critical', 'high', 'medium', 'low']],
  [null, null, 'administrator', ['critical', 'high', 'medium', 'low']],
  [null, 'phi', undefined, ['critical', 'critical', 'high', 'medium']],
  [null, 'phi', 'public', ['critical', 'critical', 'high', 'medium']],
  [null, 'phi', 'administrator', ['critical', 'critical', 'high', 'medium']],
  ['prod', null, undefined, ['critical', 'high', 'medium', 'low']],
  ['prod', null, 'public', ['critical', 'critical', 'high', 'medium']],
  ['prod', null, 'administrator', ['critical', 'critical', 'high', 'medium']],
  ['prod', 'phi', undefined, ['critical', 'critical', 'high', 'medium']],
  ['prod', 'phi', 'public', ['critical', 'critical', 'critical', 'high']],
  ['prod', 'phi', 'administrator', ['critical', 'critical', 'critical', 'high']],
  ['dev', null, undefined, ['critical', 'high', 'medium', 'low']],
  ['dev', null, 'public', ['critical', 'high', 'medium', 'low']],
  ['dev', null, 'administrator', ['critical', 'high', 'medium', 'low']],
  ['dev', 'phi', undefined, ['critical', 'critical', 'high', 'medium']],
  ['dev', 'phi', 'public', ['critical', 'critical', 'high', 'medium']],
  ['dev', 'phi', 'administrator', ['critical', 'critical', 'high', 'medium']],
  ['sandbox', null, undefined, ['high', 'medium', 'low', 'low']],
  ['sandbox', null, 'public', ['critical', 'high', 'medium', 'low']],
  ['sandbox', null, 'administrator', ['critical', 'high', 'medium', 'low']],
  // One up and one down: as the control says.
  ['sandbox', 'phi', undefined, ['critical', 'high', 'medium', 'low']],
  ['sandbox', 'phi', 'public', ['critical', 'critical', 'high', 'medium']],
  ['sandbox', 'phi', 'administrator', ['critical', 'critical', 'high', 'medium']],
];

test.each(matrix)('environment %s, data class %s, reach %s', (environment, dataClass, reach, expected) => {
  const all = severities.map((base) => graded(base, environment, dataClass, reach));

  expect(all.map(({ result }) => result)).toEqual(expected);
  expect(all.map(({ base }) => base)).toEqual(severities);
});

test('the table has every cell', () => {
  expect(matrix).toHaveLength((environments.length + 1) * 2 * 3);
  expect(new Set(matrix.map((row) => JSON.stringify(row.slice(0, 3)))).size).toBe(matrix.length);
});

test('no step goes further than one, and a sandbox lowers neither public access nor an administrator', () => {
  for (const [environment, dataClass, reach] of matrix) {
    for (const base of severities) {
      const { steps } = graded(base, environment, dataClass, reach);

      expect(steps.every(({ by }) => Math.abs(by) === 1)).toBe(true);
      expect(steps.some(({ by }) => by < 0 && reach !== undefined)).toBe(false);
    }
  }
});

test('every step says why', () => {
  expect(graded('medium', 'prod', 'PHI', 'public').steps).toEqual([
    { because: 'regulated data (PHI)', by: 1 },
    { because: 'public reach in production', by: 1 },
  ]);
  expect(graded('medium', 'sandbox', 'internal', undefined).steps).toEqual([{ because: 'sandbox', by: -1 }]);
});

test('a failure may be graver than its control by itself', () => {
  const placement = { environment: null, dataClass: null, owner: null };
  expect(gradedSeverity('medium', placement, undefined, [], 'it gives permissions')).toEqual({
    base: 'medium',
    steps: [{ because: 'it gives permissions', by: 1 }],
    result: 'high',
  });
  expect(gradedSeverity('medium', { ...placement, environment: 'sandbox' }, undefined, [], 'why').result).toBe(
    'medium',
  );
});

const configuration = {
  ...defaultConfiguration,
  accounts: { '111122223333': { environment: 'prod', dataClass: 'confidential', owner: 'ml-platform' } },
} as const;

test.each([
  ['no tags', undefined, { environment: 'prod', dataClass: 'confidential', owner: 'ml-platform' }],
  [
    'its own tags first',
    { environment: 'sandbox', owner: 'bob' },
    { environment: 'sandbox', dataClass: 'confidential', owner: 'bob' },
  ],
  [
    'keys in any letter case',
    { Environment: 'dev' },
    { environment: 'dev', dataClass: 'confidential', owner: 'ml-platform' },
  ],
  [
    'values by their meaning',
    { environment: 'staging' },
    { environment: 'dev', dataClass: 'confidential', owner: 'ml-platform' },
  ],
  [
    'values in any letter case',
    { environment: 'Production', 'data-class': 'PHI' },
    { environment: 'prod', dataClass: 'PHI', owner: 'ml-platform' },
  ],
  [
    'a value that means nothing',
    { environment: 'moon' },
    { environment: 'prod', dataClass: 'confidential', owner: 'ml-platform' },
  ],
  [
    'a hostile value',
    { environment: 'constructor', 'data-class': '__proto__' },
    { environment: 'prod', dataClass: '__proto__', owner: 'ml-platform' },
  ],
])('placement: %s', (_, tags, expected) => {
  expect(placementOf(configuration, '111122223333', tags && completeMap(tags as Record<string, string>))).toEqual(
    expected,
  );
});

test('an account nobody told of, and tags switched off, place nothing', () => {
  const nothing = { environment: null, dataClass: null, owner: null };
  const off = { ...configuration, tags: nothing };

  expect(placementOf(configuration, 'constructor', undefined)).toEqual(nothing);
  expect(placementOf(off, '444455556666', completeMap({ environment: 'prod' }))).toEqual(nothing);
});
