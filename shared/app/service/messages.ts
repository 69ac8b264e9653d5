import * as z from 'zod';
import { waiverTypes } from '../../core/configuration.ts';
import type { WantedRead } from '../../core/wanted-reads.ts';
import type { Notice, WaiverNews } from '../../notices/notice.ts';

/** That AWS is to be asked about one resource, as it stands in a queue. */
export const readMessage = z.object({
  kind: z.literal('read'),
  type: z.string(),
  arn: z.string(),
  account: z.string(),
  region: z.string(),
  /** How often it was put off: two answers that contradict each other are asked for again. */
  attempt: z.number().int().nonnegative(),
  /** How many reads led to it: what a read leaves open may ask for another, and not for ever. */
  depth: z.number().int().nonnegative(),
  /** It belongs to the first look at what was there before anybody watched. */
  baseline: z.literal(true).optional(),
});

/** That all resources of a type are to be listed, from a page on. */
export const listMessage = z.object({
  kind: z.literal('list'),
  type: z.string(),
  account: z.string(),
  region: z.string(),
  page: z.string().optional(),
  /** How many pages came before. */
  pages: z.number().int().nonnegative().optional(),
  /** The sweep it belongs to: what the first one of an account, Region and type finds is the baseline. */
  sweep: z.string(),
});

export type ReadMessage = z.output<typeof readMessage>;
export type ListMessage = z.output<typeof listMessage>;

/** That what CloudTrail remembers of a time is to be compared with what was handled. */
export const reconcileMessage = z.object({
  kind: z.literal('reconcile'),
  account: z.string(),
  region: z.string(),
  since: z.number(),
  until: z.number(),
  page: z.string().optional(),
  /** What earlier pages of the same run came to. */
  wanted: z.number().int().nonnegative(),
  recovered: z.number().int().nonnegative(),
});

export type ReconcileMessage = z.output<typeof reconcileMessage>;

/** What stands in the queue of work. */
export const workMessage = z.discriminatedUnion('kind', [readMessage, listMessage, reconcileMessage]);
export type WorkMessage = z.output<typeof workMessage>;

/** A wanted read as a message. */
export const messageOfRead = ({ resource: { type, arn, account, region } }: WantedRead, depth = 0): ReadMessage => ({
  kind: 'read',
  type,
  arn,
  account,
  region,
  attempt: 0,
  depth,
});

/**
 * That a finding moved: which transition of it is to be told of. The store has the rest; what a queue takes is bounded, and
 * what a finding rests on is not.
 */
export const transitionMessage = z.object({
  kind: z.literal('transition'),
  finding: z.string(),
  transition: z.string(),
  /** When it was first looked at: it may wait, and comes again then. */
  heardAt: z.number().optional(),
});

/** That a finding is to be spoken of though nothing has happened to it. */
export const reminderMessage = z.object({
  kind: z.literal('reminder'),
  news: z.enum(['overdue', 'waiver-ending']),
  findings: z.array(z.string()).min(1),
});

const waiver = z.object({
  control: z.string(),
  resource: z.string(),
  type: z.enum(waiverTypes),
  reason: z.string(),
  requester: z.string(),
  approver: z.string(),
  approved: z.number().nullable(),
  until: z.number(),
  ticket: z.string().nullable(),
});

const publication = z.object({
  version: z.number(),
  by: z.string(),
  commit: z.string().optional(),
  author: z.string().optional(),
  isVerified: z.boolean(),
});

/** News of a waiver, of all findings that it covers or did; `at`: since when that is so. */
const waiverKeyed = <About extends WaiverNews>(about: About) =>
  z.object({ about: z.literal(about), at: z.number(), waiver, published: publication.optional() });

/** What is gathered, by what it has in common. */
export const gatheringKey = z.discriminatedUnion('about', [
  z.object({ about: z.literal('gathered'), control: z.string(), principal: z.string() }),
  z.object({ about: z.literal('planned-change'), planned: z.string(), reason: z.string(), until: z.number() }),
  z.object({ about: z.literal('rolled-up'), channel: z.string() }),
  waiverKeyed('waived'),
  waiverKeyed('waiver-ending'),
  waiverKeyed('waiver-ended'),
]);
export type GatheringKey = z.output<typeof gatheringKey>;
export type WaiverGathering = Extract<GatheringKey, { about: WaiverNews }>;

/** That what was gathered is to be told, as soon as its time is over. */
export const gatheringMessage = z.object({ kind: z.literal('gathering'), key: gatheringKey });

/** A notice on its way to a channel; one message a channel, so that one that is down delays only itself. */
export const deliveryMessage = z.object({
  kind: z.literal('delivery'),
  channel: z.string(),
  notice: z.custom<Notice>((value) => typeof value === 'object' && value !== null && 'id' in value),
  /** Since when it is tried. */
  since: z.number(),
  attempt: z.number().int().nonnegative(),
  /** The channel asked to be left alone until then, which is later than a queue can hold it back. */
  notBefore: z.number().optional(),
  /** It goes here because another channel does not take it. */
  instead: z.object({ channel: z.string(), reason: z.string() }).optional(),
});

/** That people are to be told what a first look at an account has found, or what other controls or another configuration moved. */
export const baselineMessage = z.object({ kind: z.literal('baseline'), account: z.string() });

/** What stands in the queue of notices. */
export const noticeMessage = z.discriminatedUnion('kind', [
  transitionMessage,
  reminderMessage,
  gatheringMessage,
  deliveryMessage,
  baselineMessage,
]);
export type NoticeMessage = z.output<typeof noticeMessage>;
export type TransitionMessage = z.output<typeof transitionMessage>;
export type ReminderMessage = z.output<typeof reminderMessage>;
export type GatheringMessage = z.output<typeof gatheringMessage>;
export type BaselineMessage = z.output<typeof baselineMessage>;
export type DeliveryMessage = z.output<typeof deliveryMessage>;
