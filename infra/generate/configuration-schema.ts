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

/** The text of the JSON Schema with which editors complete and check `sagewatch.yml`. Draft 7: the one they all know. */
export const configurationSchemaText = (): string => {
  const { $schema, ...schema } = z.toJSONSchema(configurationSchema, {
    target: 'draft-07',
    io: 'input',
    override: ({ jsonSchema }) => flattened(jsonSchema),
  });
  const described = { $schema, title: 'Sagewatch configuration (sagewatch.yml)', ...schema };
  return `${JSON.stringify(described, null, 2)}\n`;
};
