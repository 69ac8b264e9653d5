import * as z from 'zod';

const words = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);

/** What the stack tells its functions. Each function has all of it. */
const schema = z.object({
  STAGE: z.string().min(1),
  AWS_REGION: z.string().min(1),
  ACCOUNT_ID: z.string().regex(/^\d{12}$/),
  /** The Regions that are watched, the stack's own among them. */
  REGIONS: words,
  TABLE_NAME: z.string().min(1),
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
