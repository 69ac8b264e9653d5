import { expect, test } from 'vitest';
import { type Framework, frameworks, type Requirements } from '../../shared/frameworks/index.ts';
import * as exported from '../../shared/frameworks/profiles.ts';

const { inFrameworks, nist, withRequirements, ...profiles } = exported;

const all: readonly (readonly [string, Requirements])[] = Object.entries(
  profiles satisfies Record<string, Requirements>,
);

test.each(all)('%s names requirements that exist', (_name, profile) => {
  const known: Readonly<Record<string, Framework>> = frameworks;
  const unknown = Object.entries(profile).flatMap(([framework, ids]) =>
    ids.filter((id) => !Object.hasOwn(known[framework]?.requirements ?? {}, id)),
  );

  expect(unknown).toEqual([]);
});

test.each(all)('%s is a handful in each framework, without duplicates', (_name, profile) => {
  const lists: readonly (readonly string[])[] = Object.values(profile);

  expect(lists.length).toBeGreaterThanOrEqual(3);
  expect(lists.filter((ids) => ids.length === 0 || ids.length > 5)).toEqual([]);
  expect(lists.filter((ids) => new Set(ids).size < ids.length)).toEqual([]);
});

test.each(all)('%s leaves benchmarks of exact settings to the controls', (_name, profile) => {
  expect(Object.keys(profile)).not.toContain('aws-fsbp');
  expect(Object.keys(profile)).not.toContain('aws-ai-security');
  expect(Object.keys(profile)).not.toContain('cis-aws-v6');
});

test.each(all)('%s cites FedRAMP Moderate wherever it cites a NIST control of its baseline', (_name, profile) => {
  expect(withRequirements(profile, nist(...(profile['nist-800-53-r5'] ?? [])))).toEqual(profile);
});

test('no two profiles are the same', () => {
  expect(new Set(all.map(([, profile]) => JSON.stringify(profile))).size).toBe(all.length);
});

test('NIST requirements bring FedRAMP Moderate with them, where its baseline selects them', () => {
  expect(nist('SC-28', 'AU-10')).toEqual({ 'nist-800-53-r5': ['SC-28', 'AU-10'], 'fedramp-moderate-r5': ['SC-28'] });
  expect(nist('AU-10')).toEqual({ 'nist-800-53-r5': ['AU-10'] });
});

test.each<[string, Requirements, Requirements[], Requirements]>([
  ['nothing and nothing', {}, [], {}],
  ['a profile and nothing', { soc2: ['CC6.1'] }, [], { soc2: ['CC6.1'] }],
  ['nothing and more', {}, [{ soc2: ['CC6.1'] }], { soc2: ['CC6.1'] }],
  ['another framework', { soc2: ['CC6.1'] }, [{ hipaa: ['164.312(b)'] }], { soc2: ['CC6.1'], hipaa: ['164.312(b)'] }],
  ['another id', { soc2: ['CC6.1'] }, [{ soc2: ['CC6.6'] }], { soc2: ['CC6.1', 'CC6.6'] }],
  ['the same id', { soc2: ['CC6.1'] }, [{ soc2: ['CC6.1'] }], { soc2: ['CC6.1'] }],
  ['an overlap', { soc2: ['CC6.6', 'CC6.1'] }, [{ soc2: ['CC6.1', 'CC7.2'] }], { soc2: ['CC6.6', 'CC6.1', 'CC7.2'] }],
  [
    'three',
    { soc2: ['CC6.1'] },
    [{ soc2: ['CC6.6'] }, { soc2: ['CC6.1', 'CC7.2'] }],
    { soc2: ['CC6.1', 'CC6.6', 'CC7.2'] },
  ],
])('merging %s', (_case, profile, more, merged) => {
  expect(withRequirements(profile, ...more)).toEqual(merged);
});

test('merging leaves what it merges as it was', () => {
  const profile: Requirements = { soc2: ['CC6.1'] };

  withRequirements(profile, { soc2: ['CC6.6'] });

  expect(profile).toEqual({ soc2: ['CC6.1'] });
});

test('some frameworks of a profile, and none that it does not have', () => {
  const profile: Requirements = { soc2: ['CC6.1'], hipaa: ['164.312(b)'] };

  expect(inFrameworks(profile, 'soc2', 'cis-aws-v6')).toEqual({ soc2: ['CC6.1'] });
  expect(inFrameworks(profile)).toEqual({});
});

test('a wrong id does not compile in a merge', () => {
  // @ts-expect-error no such requirement
  expect(withRequirements(profiles.encryptionAtRest, { soc2: ['CC99.1'] })).toBeDefined();
  // @ts-expect-error no such requirement
  expect(() => nist('AC-99')).not.toThrow();
});
