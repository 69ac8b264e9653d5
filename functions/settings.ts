import * as z from 'zod';
import { retentionOf } from '../shared/adapters/aws/dynamo/retention.ts';

const words = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);

/** For how long the store keeps things. What can't be is refused: what is removed too early can't be had back. */
const retention = z
  .string()
  .default('ledger=396 findings=2192')
  .transform((text, context) => {
    const read = retentionOf(text);
    if (read) return read;
    context.addIssue({ code: 'custom', message: `the store cannot keep things for '${text}'` });
    return z.NEVER;
  });

/** What the stack tells its functions. Each function has all of it. */
const schema = z.object({
  STAGE: z.string().min(1),
  AWS_REGION: z.string().min(1),
  ACCOUNT_ID: z.string().regex(/^\d{12}$/),
  /** The Regions that are watched, the stack's own among them. */
  REGIONS: words,
  TABLE_NAME: z.string().min(1),
  RETENTION: retention,
  KEY_ARN: z.string().min(1),
  EVENTS_QUEUE_URL: z.string().min(1),
  WORK_QUEUE_URL: z.string().min(1),
  NOTICES_QUEUE_URL: z.string().min(1),
  FINDINGS_TOPIC: z.string().min(1),
  READER_ROLE: z.string().min(1),
  CANARY_ROLE_NAME: z.string().min(1).optional(),
  /** What verdicts follow from, beside the configuration. [infra/controls-version.cjs] */
  CONTROLS_VERSION: z.string().default(''),
  /** The role's, which Lambda puts there for as long as the process lives. */
  AWS_ACCESS_KEY_ID: z.string().min(1),
  AWS_SECRET_ACCESS_KEY: z.string().min(1),
  AWS_SESSION_TOKEN: z.string().min(1).optional(),
  AWS_ENDPOINT_URL: z.url().optional(),
});

export type Settings = z.output<typeof schema>;

/** The settings of this function, read once. Throws, naming what is missing, before anything is taken from a queue. */
export const settings: Settings = schema.parse(process.env);
