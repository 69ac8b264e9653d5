import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { controls } from '../../shared/catalogue.ts';
import { commentedConfiguration } from '../../shared/configuration/commented.ts';
import { readConfiguration } from '../../shared/configuration/read.ts';
import { configurationSchema } from '../../shared/configuration/schema.ts';
import { defaultConfiguration, waiverTypes, type Configuration } from '../../shared/core/configuration.ts';
import { frameworkIds } from '../../shared/frameworks/index.ts';
import { activities, personaIds } from '../../shared/iam/personas/index.ts';

const read = (text: string): Configuration => {
  const outcome = readConfiguration(text, 'sagewatch.yml', { controls });
  if ('configuration' in outcome) return outcome.configuration;
  throw new Error(outcome.problems.map(({ message }) => message).join('\n'));
};

const text = commentedConfiguration();

/** The file with every example taken as it stands: `# ` off, explanations (`## `) left. */
const uncommented = text
  .split('\n')
  .map((line, index) => (index > 0 && line.startsWith('# ') ? line.slice(2) : line))
  .join('\n');

/** The keys of every section, also those inside. */
const keysOf = (schema: unknown): string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, ...others } = schema as { properties?: object };
  return [
    ...Object.keys(properties),
    ...[...Object.values(properties), ...Object.values(others)].flatMap((inner) => keysOf(inner)),
  ];
};

test('it tells editors where the schema is, on its first line', () => {
  expect(text.split('\n')[0]).toBe(
    '# yaml-language-server: $schema=./node_modules/sagewatch/infra/generated/sagewatch.schema.json',
  );
  const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };
  expect(files).toContain('infra/generated/sagewatch.schema.json');
});

test('as it is written it states nothing', () => {
  expect(read(text)).toEqual(defaultConfiguration);
  expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
});

test('its examples are a configuration without problems, and show every key there is', () => {
  const configuration = read(uncommented);

  expect(configuration.waivers).toHaveLength(1);
  const keys = keysOf(z.toJSONSchema(configurationSchema, { io: 'input' }));
  expect(keys).toContain('approver');
  expect(keys.filter((key) => !new RegExp(String.raw`^[#\s-]*.*\b${key}:`, 'm').test(uncommented))).toEqual([]);
});

test('what it calls a default is one', () => {
  const { tags, regulatedDataClasses, detectorRules } = read(uncommented);

  expect({ tags, regulatedDataClasses, detectorRules }).toEqual({
    tags: defaultConfiguration.tags,
    regulatedDataClasses: defaultConfiguration.regulatedDataClasses,
    detectorRules: defaultConfiguration.detectorRules,
  });
});

test('it names every framework, every type of waiver, every persona and every activity', () => {
  const words = [...frameworkIds, ...waiverTypes, ...personaIds, ...activities.map(({ id }) => id)];
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

test('the configuration of the example week has no problems', () => {
  const { accounts, waivers } = read(readFileSync('examples/sagewatch.yml', 'utf8'));

  expect(accounts['111122223333']).toEqual({ environment: 'prod', dataClass: null, owner: 'ml-platform' });
  expect(accounts['444455556666']?.environment).toBe('sandbox');
  expect(waivers.length).toBeGreaterThan(0);
});
