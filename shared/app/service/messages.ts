import * as z from 'zod';
import type { WantedRead } from '../../core/wanted-reads.ts';

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
});

/** That people are to be told what a time came to. */
export const digestMessage = z.object({ kind: z.literal('digest'), since: z.number(), until: z.number() });

/** That people are to be told what a first look at an account has found, or what other controls or another configuration moved. */
export const baselineMessage = z.object({ kind: z.literal('baseline'), account: z.string() });

/** What stands in the queue of notices. */
export const noticeMessage = z.discriminatedUnion('kind', [transitionMessage, digestMessage, baselineMessage]);
export type NoticeMessage = z.output<typeof noticeMessage>;
