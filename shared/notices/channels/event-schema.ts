import * as z from 'zod';
import { environments, severities } from '../../core/configuration.ts';

/*
 * What Sagewatch tells machines. A member is only ever added; what is taken away or gets another meaning makes another
 * version. A text that is longer than it may be ends with `…`.
 */

/** The detail-types of events, by how a notice moved things. */
export const detailTypes = {
  opened: 'Sagewatch Finding Opened',
  reopened: 'Sagewatch Finding Reopened',
  raised: 'Sagewatch Finding Raised',
  late: 'Sagewatch Finding Found Late',
  resolved: 'Sagewatch Finding Resolved',
  overdue: 'Sagewatch Finding Overdue',
  waived: 'Sagewatch Finding Waived',
  'waiver-ending': 'Sagewatch Finding Waiver Ending',
  'waiver-ended': 'Sagewatch Finding Waiver Ended',
  gathered: 'Sagewatch Findings Gathered',
  baseline: 'Sagewatch Findings Baseline',
  'planned-change': 'Sagewatch Findings Planned Change',
  'rolled-up': 'Sagewatch Findings Rolled Up',
} as const;

/** The `source` of every event of ours. */
export const eventSource = 'sagewatch';

const time = z.iso.datetime();
const severity = z.enum(severities);
const texts = z.array(z.string());

const whoSchema = z
  .strictObject({
    name: z.string(),
    arn: z.string().optional(),
    through: z.string().optional().describe('The role that was used, the service it went through'),
    address: z.string().optional(),
    isKnownNetwork: z.boolean().optional().describe('Whether the address is of a network that the configuration names'),
    client: z.string().optional().describe('console, CLI, CDK, Terraform, CloudFormation, …'),
  })
  .meta({ id: 'Who', description: 'Who did something, and from where' });

const waiverSchema = z
  .strictObject({
    reason: z.string(),
    requester: z.string(),
    approver: z.string(),
    until: time,
    ticket: z.string().optional(),
  })
  .meta({ id: 'Waiver', description: 'An approved exception' });

export const findingSchema = z
  .strictObject({
    id: z.string(),
    control: z.strictObject({ id: z.string(), title: z.string() }),
    severity,
    severitySteps: texts.describe('Why the severity is what it is'),
    resource: z.strictObject({ arn: z.string(), name: z.string(), kind: z.string(), region: z.string() }),
    account: z.strictObject({ id: z.string(), name: z.string().optional() }),
    environment: z.enum(environments).nullable(),
    dataClass: z.string().nullable(),
    owner: z.string().nullable(),
    message: z.string(),
    details: texts,
    rationale: z.string(),
    evidence: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    policy: z
      .strictObject({
        statement: z.string().optional(),
        witness: z.string().optional(),
        grants: texts.optional(),
        revokes: texts.optional(),
      })
      .optional(),
    openedAt: time,
    openedBy: whoSchema,
    resolvedAt: time.optional(),
    resolvedBy: whoSchema.optional(),
    resolution: z.string().optional(),
    dueAt: time.optional().describe('Until when it should be mended'),
    ticket: z.string().optional(),
    assignee: z.string().optional(),
    remediation: z.strictObject({
      summary: z.string(),
      command: z.string().optional().describe('Absent where it is too long to be told whole'),
      warning: z.string().optional(),
    }),
    links: z.array(z.strictObject({ label: z.string(), url: z.string() })),
    requirements: z.array(z.strictObject({ framework: z.string(), id: z.string(), title: z.string() })),
    waive: z.string().optional().describe('The command that waives it'),
    waiver: waiverSchema.optional(),
  })
  .meta({ id: 'Finding', description: 'A finding' });

const told = {
  version: z.literal('1'),
  id: z.string().describe('The same for the same news, however often it is delivered'),
  conversation: z.string().describe('The same for all news of the same'),
  transition: z.enum(Object.keys(detailTypes) as (keyof typeof detailTypes)[]),
  severity,
  headline: z.string().describe('What happened, in one sentence'),
  at: time,
  ticket: z
    .strictObject({
      summary: z.string().describe('One line of at most 160 characters'),
      description: z.string().describe('Plain text of at most 4,000 characters'),
      key: z.string().describe('The finding, or the conversation of a list; at most 100 characters'),
    })
    .describe('What a ticket needs, ready to be put in'),
};

const list = {
  counts: z.strictObject({ critical: z.int(), high: z.int(), medium: z.int(), low: z.int() }),
  listed: z.array(
    z.strictObject({
      findingId: z.string(),
      severity,
      controlTitle: z.string(),
      resource: z.string(),
      account: z.string(),
      region: z.string(),
      status: z.enum(['open', 'resolved', 'waived']),
    }),
  ),
  more: z.int().describe('How many more there are than are listed'),
  who: whoSchema.optional(),
  waiver: waiverSchema.optional(),
  remarks: texts,
  command: z.string().optional().describe('Lists all of them'),
};

/** The detail of an event: one finding, or many in a list. */
export const eventDetailSchema = z.union([
  z.strictObject({ kind: z.literal('finding'), ...told, finding: findingSchema }),
  z.strictObject({ kind: z.literal('list'), ...told, ...list }),
]);
export type EventDetail = z.infer<typeof eventDetailSchema>;

/** A message of SNS for machines: as the event, but all findings of one change are one message. */
export const topicMessageSchema = z.union([
  z.strictObject({
    kind: z.literal('finding'),
    ...told,
    findings: z.array(findingSchema).min(1),
    more: z.int().describe('Findings of the same change for which there is no room'),
  }),
  z.strictObject({ kind: z.literal('list'), ...told, ...list }),
]);
export type TopicMessage = z.infer<typeof topicMessageSchema>;
