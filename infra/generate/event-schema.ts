import * as z from 'zod';
import { detailTypes, eventDetailSchema, topicMessageSchema } from '../../shared/notices/channels/event-schema.ts';

const schemaText = (schema: z.ZodType, title: string, description: string): string => {
  const { $schema, ...made } = z.toJSONSchema(schema, { target: 'draft-07', io: 'output' });
  return `${JSON.stringify({ $schema, title, description, ...made }, null, 2)}\n`;
};

/** The text of the JSON Schema of the `detail` of our events on EventBridge. */
export const eventSchemaText = (): string =>
  schemaText(
    eventDetailSchema,
    'Detail of an event of Sagewatch',
    `On EventBridge with source "sagewatch" and one of the detail-types ${Object.values(detailTypes).join(', ')}.`,
  );

/** The text of the JSON Schema of what Sagewatch publishes to a topic, as subscribers other than mail get it. */
export const topicMessageSchemaText = (): string =>
  schemaText(topicMessageSchema, 'Message of Sagewatch', 'On SNS, with attributes for filters.');
