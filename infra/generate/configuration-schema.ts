import * as z from 'zod';
import { configurationSchema } from '../../shared/configuration/schema.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/**
 * A choice between something and null as one schema: of a choice editors say no more than that nothing fits, and offer
 * no completions in it.
 */
const flattened = (schema: Schema): void => {
  const [some, none, ...others] = schema.anyOf ?? [];
  if (typeof some !== 'object' || typeof none !== 'object' || none.type !== 'null' || others.length > 0) return;
  const { description = some.description, anyOf: _, ...rest } = schema;
  for (const key of Object.keys(schema)) delete schema[key];
  const type = [some.type, 'null'].flat();
  Object.assign(
    schema,
    { description },
    rest,
    some,
    { description, type },
    some.enum && { enum: [...some.enum, null] },
  );
};

const propertiesOf = (schema: Schema): Readonly<Record<string, Schema>> =>
  (schema.properties ?? {}) as Readonly<Record<string, Schema>>;

/**
 * A choice between maps that a word in them decides (`kind`), as one map with what follows from the word: so editors can say
 * which member is missing or does not belong there, and complete the others.
 */
const decided = (schema: Schema): void => {
  const maps = (schema.oneOf ?? []) as readonly Schema[];
  const [word] = Object.entries(propertiesOf(maps[0] ?? {})).find(([, { const: only }]) => only !== undefined) ?? [];
  if (word === undefined) return;
  const valueOf = (map: Schema) => propertiesOf(map)[word]?.const;
  const all = Object.assign({}, ...maps.map(propertiesOf)) as Record<string, Schema>;
  const { oneOf: _, ...rest } = schema;
  for (const key of Object.keys(schema)) delete schema[key as keyof Schema];
  Object.assign(schema, {
    ...rest,
    type: 'object',
    properties: {
      ...Object.fromEntries(Object.entries(all).map(([name, { description }]) => [name, { description }])),
      [word]: { description: all[word]?.description, type: 'string', enum: maps.map(valueOf) },
    },
    required: [word],
    additionalProperties: false,
    allOf: maps.map((map) => ({
      if: { properties: { [word]: { const: valueOf(map) } }, required: [word] },
      // oxlint-disable-next-line unicorn/no-thenable
      then: { properties: propertiesOf(map), required: map.required, additionalProperties: false },
    })),
  });
};

/** Only when all of it is there: what a value is read into (a number of days) gets its schema last. */
const throughout = (within: unknown): void => {
  if (typeof within !== 'object' || within === null) return;
  for (const inner of Object.values(within)) throughout(inner);
  if (Array.isArray(within)) return;
  decided(within as Schema);
  flattened(within as Schema);
};

/** The text of the JSON Schema with which editors complete and check `sagewatch.yml`. Draft 7: the one they all know. */
export const configurationSchemaText = (): string => {
  const { $schema, ...schema } = z.toJSONSchema(configurationSchema, {
    target: 'draft-07',
    io: 'input',
  });
  throughout(schema);
  const described = { $schema, title: 'Sagewatch configuration (sagewatch.yml)', ...schema };
  return `${JSON.stringify(described, null, 2)}\n`;
};
