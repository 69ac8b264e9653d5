import { expect, test } from 'vitest';
import { configurationSchemaText } from '../../infra/generate/configuration-schema.ts';

interface Schema {
  description?: string;
  properties?: Record<string, Schema>;
  [key: string]: unknown;
}

const schema = JSON.parse(configurationSchemaText()) as Schema;

const undescribed = (within: unknown, path: string): string[] => {
  if (typeof within !== 'object' || within === null) return [];
  // Nobody hovers over a condition.
  const { properties = {}, if: _, ...others } = within as Schema;
  return [
    ...Object.entries(properties).flatMap(([key, field]) => [
      ...(field.description ? [] : [`${path}.${key}`]),
      ...undescribed(field, `${path}.${key}`),
    ]),
    ...Object.values(others).flatMap((inner) => undescribed(inner, path)),
  ];
};

test('every field is described to the people who hover over it', () => {
  expect(undescribed(schema, '')).toEqual([]);
});

test('editors refuse unknown keys, and offer the words there are', () => {
  const text = JSON.stringify(schema);

  expect(schema['additionalProperties']).toBe(false);
  expect(text).toContain('["prod","dev","sandbox",null]');
  expect(text).toContain('["critical","high","medium","low",null]');
  expect(text).toContain('"required":["control","resource","type","reason","requester","approver","until"]');
});

test('no field is a choice of which editors could only say that nothing fits', () => {
  expect(JSON.stringify(schema)).not.toContain('anyOf');
});

test('nothing is required of the file as a whole', () => {
  expect(schema['required']).toBeUndefined();
});

test('an account id may be written without quotes: editors take it for a number', () => {
  expect(JSON.stringify(schema.properties?.['trusted_accounts'])).toContain('"type":["string","integer"]');
});

test('a number is one to editors, with quotes or without', () => {
  expect(schema.properties?.['due_days']?.properties?.['high']).toMatchObject({
    type: ['string', 'integer', 'null'],
    minimum: 1,
    maximum: 3650,
  });
});
