import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  type Framework,
  type FrameworkId,
  frameworkIds,
  frameworks,
  type Requirements,
  requirementsOf,
  requirementTitle,
} from '../../shared/frameworks/index.ts';

const forms: Record<FrameworkId, RegExp> = {
  'nist-800-53-r5': /^[A-Z]{2}-[1-9]\d?(\([1-9]\d?\))?$/,
  'fedramp-moderate-r5': /^[A-Z]{2}-[1-9]\d?(\([1-9]\d?\))?$/,
  'pci-dss-v4.0.1': /^([1-9]|1[0-2])(\.[1-9]\d?){2,3}$/,
  hipaa: /^164\.3(08|10|12|14|16)\([a-e]\)(\([1-8]\)(\((i|ii|iii|iv)\)(\([A-D]\))?)?)?$/,
  'iso-27001-2022': /^A\.[5-8]\.[1-9]\d?$/,
  soc2: /^(CC[1-9]|A1|C1|PI1)\.[1-9]$/,
  'cis-aws-v6': /^[2-6](\.[1-9]\d?){1,2}$/,
  'aws-fsbp': /^[A-Z][A-Za-z0-9]+\.[1-9]\d*$/,
  'aws-ai-security': /^SageMaker\.[1-9]\d*$/,
};

const all: readonly (readonly [FrameworkId, Framework])[] = frameworkIds.map((id) => [id, frameworks[id]]);

test('every framework has a file named like its id, and every file is listed', () => {
  const other = new Set(['framework.ts', 'ids.ts', 'index.ts', 'merge.ts', 'profiles.ts']);
  const files = readdirSync(new URL('../../shared/frameworks/', import.meta.url)).filter((file) =>
    file.endsWith('.ts'),
  );

  expect(files.filter((file) => !other.has(file)).toSorted()).toEqual(frameworkIds.map((id) => `${id}.ts`).toSorted());
});

test.each(all)('%s says what it is and where it is published', (id, framework) => {
  expect(framework.id).toBe(id);
  expect(framework.title).not.toBe('');
  expect(framework.version).not.toBe('');
  expect(framework.source).toMatch(/^https:\/\//);
});

test.each(all)('%s spells its requirement ids as the framework does', (id, { requirements }) => {
  const ids = Object.keys(requirements);

  expect(ids.length).toBeGreaterThan(20);
  expect(ids.filter((requirement) => !forms[id].test(requirement))).toEqual([]);
});

test.each(all)('%s has a short title for each requirement', (_id, { requirements }) => {
  const titles = Object.values(requirements);

  expect(titles.filter((title) => title.trim() !== title || title === '' || title.length > 85)).toEqual([]);
  expect(titles.filter((title) => title.endsWith('.'))).toEqual([]);
});

test('FedRAMP Moderate is a proper subset of NIST SP 800-53, with its titles', () => {
  const nist: Readonly<Record<string, string>> = frameworks['nist-800-53-r5'].requirements;
  const moderate = Object.entries(frameworks['fedramp-moderate-r5'].requirements);

  expect(moderate.filter(([id, title]) => nist[id] !== title)).toEqual([]);
  expect(moderate.length).toBeLessThan(Object.keys(nist).length);
});

test.each(['AU-9(2)', 'AU-9(3)', 'AU-10', 'SC-7(21)', 'SC-12(2)', 'AC-3(7)'])(
  '%s, which the Moderate baseline does not select, is not in FedRAMP Moderate',
  (id) => {
    expect(frameworks['nist-800-53-r5'].requirements).toHaveProperty([id]);
    expect(frameworks['fedramp-moderate-r5'].requirements).not.toHaveProperty([id]);
  },
);

test('the AWS standards agree on the controls they share', () => {
  const fsbp: Readonly<Record<string, string>> = frameworks['aws-fsbp'].requirements;
  const shared = Object.entries(frameworks['aws-ai-security'].requirements).filter(([id]) => id in fsbp);

  expect(shared).toHaveLength(Object.keys(fsbp).filter((id) => id.startsWith('SageMaker.')).length);
  expect(shared.filter(([id, title]) => fsbp[id] !== title)).toEqual([]);
});

test('a requirement has a title', () => {
  expect(requirementTitle('nist-800-53-r5', 'AC-4')).toBe('Information flow enforcement');
  expect(requirementTitle('fedramp-moderate-r5', 'AC-4')).toBe('Information flow enforcement');
  expect(requirementTitle('hipaa', '164.312(a)(2)(iv)')).toBe('Encryption and decryption (addressable)');
});

test('requirements are listed flat, in the order of the frameworks and of the control', () => {
  const requirements: Requirements = { 'aws-fsbp': ['SageMaker.1'], 'nist-800-53-r5': ['SC-7', 'AC-4'] };

  expect(requirementsOf(requirements)).toEqual([
    { framework: 'nist-800-53-r5', id: 'SC-7', title: 'Boundary protection' },
    { framework: 'nist-800-53-r5', id: 'AC-4', title: 'Information flow enforcement' },
    { framework: 'aws-fsbp', id: 'SageMaker.1', title: 'Notebook instances have no direct internet access' },
  ]);
  expect(requirementsOf({})).toEqual([]);
});

test('a wrong framework or requirement id does not compile', () => {
  const right: Requirements = { 'cis-aws-v6': ['2.10'], 'pci-dss-v4.0.1': ['10.2.1.1'] };
  // @ts-expect-error no such framework
  const wrongFramework: Requirements = { 'nist-800-53-r4': ['AC-4'] };
  // @ts-expect-error no such requirement
  const wrongId: Requirements = { 'nist-800-53-r5': ['AC-99'] };
  // @ts-expect-error a requirement of NIST that FedRAMP Moderate does not select
  const notModerate: Requirements = { 'fedramp-moderate-r5': ['AU-10'] };
  // @ts-expect-error CIS 2.10 is not 2.1 with a zero lost, and there is no 2.100
  const wrongNumber: Requirements = { 'cis-aws-v6': ['2.100'] };
  // @ts-expect-error an id of another framework
  const wrongTitle = requirementTitle('soc2', 'AC-4');

  expect([right, wrongFramework, wrongId, notModerate, wrongNumber, wrongTitle]).toHaveLength(6);
});
