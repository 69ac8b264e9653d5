import * as z from 'zod';
import { configurationSchema } from '../../shared/configuration/schema.ts';

/** The text of the JSON Schema with which editors complete and check `sagewatch.yml`. Draft 7: the one they all know. */
export const configurationSchemaText = (): string => {
  const { $schema, ...schema } = z.toJSONSchema(configurationSchema, { target: 'draft-07', io: 'input' });
  const described = { $schema, title: 'Sagewatch configuration (sagewatch.yml)', ...schema };
  return `${JSON.stringify(described, null, 2)}\n`;
};
