import type { Placement, Severity } from '../core/configuration.ts';
import type { Instant } from '../core/instant.ts';
import type { Owner } from '../core/owner.ts';

/*
 * What people are told, before any channel has given it a form. All texts are plain and may hold hostile characters:
 * whoever renders them makes them harmless. Lengths are bounded by who makes a notice, so that it fits into a queue.
 */

/** What has happened to a finding that people are told of. `late`: it was open and mended before we heard of it. */
export type News =
  | 'opened'
  | 'reopened'
  | 'raised'
  | 'late'
  | 'resolved'
  | 'overdue'
  | 'waived'
  | 'waiver-ending'
  | 'waiver-ended';

/** News of waivers: they may come again and again for one finding. */
export type WaiverNews = Extract<News, 'waived' | 'waiver-ending' | 'waiver-ended'>;

/** Whether news are of a waiver. */
export const isOfWaiver = (news: string | undefined): news is WaiverNews =>
  news === 'waived' || news === 'waiver-ending' || news === 'waiver-ended';

/** Who did something, and from where, as a colleague would say it. */
export interface Who {
  /** A person's name where the session shows it, else the user, role or service. */
  name: string;
  /** The ARN behind the name. */
  arn?: string | undefined;
  /** The role that was used, the service it went through. */
  through?: string | undefined;
  address?: string | undefined;
  /** Whether the address is of the organisation's networks; undefined: they are not told. */
  isKnownNetwork?: boolean | undefined;
  /** The family of the user agent: console, CLI, CDK, Terraform, CloudFormation, … */
  client?: string | undefined;
}

export interface Link {
  label: string;
  url: string;
}

/** What a policy's new version says, as far as the finding is about a policy. */
export interface PolicyNews {
  /** The statement that it rests on, as JSON text. */
  statement?: string | undefined;
  /** A concrete request that would be allowed. */
  witness?: string | undefined;
  /** What this version grants that the last did not, and the reverse, a line each; undefined: the last is not known. */
  grants?: readonly string[] | undefined;
  revokes?: readonly string[] | undefined;
}

/** One finding, told in full. */
export interface Story {
  findingId: string;
  controlId: string;
  controlTitle: string;
  severity: Severity;
  /** Why the severity is what it is: "high by the control", "raised: production …". */
  severitySteps: readonly string[];
  resource: { arn: string; name: string; kind: string; region: string };
  account: { id: string; name?: string | undefined };
  /** Its owner is who answers for it, whatever says so. */
  placement: Placement;
  /** What says who the owner is. */
  ownedBy?: Owner['by'] | undefined;
  /** What uses the resource, as people say it (`IAM role trainer`), and how many there are beside; `isAll`: no others. */
  users?: { names: readonly string[]; more: number; isAll: boolean } | undefined;
  message: string;
  details: readonly string[];
  /** Why it matters. */
  rationale: string;
  evidence: readonly { name: string; value: string }[];
  policy?: PolicyNews | undefined;
  /** When it began, by whom. */
  openedAt: Instant;
  openedBy: Who;
  /** The event that opened it: its id, the call, what was done (`created`). */
  opening?: { eventId: string; call?: string | undefined; deed?: string | undefined } | undefined;
  /** When it last became graver while it was open, from what, by whom. */
  raised?: { from: Severity; at: Instant; by: Who } | undefined;
  /** For what is resolved, or was told late. */
  resolvedAt?: Instant | undefined;
  resolvedBy?: Who | undefined;
  /** Why it is resolved: mended, deleted, … */
  resolution?: string | undefined;
  /** Until when it should be mended. */
  dueAt?: Instant | undefined;
  ticket?: string | undefined;
  assignee?: string | undefined;
  remediation: { summary: string; command: string; warning?: string | undefined };
  links: readonly Link[];
  requirements: readonly { framework: string; id: string; title: string }[];
  /** The command that waives it. */
  waive: string;
  /** The waiver that the news is about. */
  waiver?: ToldWaiver | undefined;
}

/** A waiver, as far as it is told. `until`: when it ends, or has ended. */
export interface ToldWaiver {
  reason: string;
  requester: string;
  approver: string;
  until: Instant;
  ticket?: string | undefined;
}

interface Told {
  /** The same for the same news, however often it is made. */
  id: string;
  /** What later news of the same answers to. */
  conversation: string;
  severity: Severity;
  /** What happened, in one sentence. */
  headline: string;
  /** When it is told. */
  at: Instant;
  timeZone: string;
}

/** News of one change: the findings that it opened (or ended, …), the gravest first; at least one. */
export interface FindingNotice extends Told {
  kind: 'finding';
  news: News;
  stories: readonly [Story, ...Story[]];
  /** How many more findings of the change there are than are told; absent: none. */
  more?: number | undefined;
}

/** A finding in a list. */
export interface Listed {
  findingId: string;
  severity: Severity;
  controlTitle: string;
  resource: string;
  account: string;
  region: string;
  status: 'open' | 'resolved' | 'waived';
}

/**
 * Many findings in one notice. `gathered`: of one control by one actor; `baseline`: what was there before anybody watched;
 * `planned-change`: what an announced change left behind; `rolled-up`: more than a channel takes; `waived`, `waiver-ending`,
 * `waiver-ended`: what one waiver covers, or did.
 */
export interface ListNotice extends Told {
  kind: 'list';
  about: 'gathered' | 'baseline' | 'planned-change' | 'rolled-up' | WaiverNews;
  counts: Readonly<Record<Severity, number>>;
  /** The gravest first. */
  listed: readonly Listed[];
  /** How many more there are than are listed. */
  more: number;
  /** Who did it, for `gathered` and `planned-change`. */
  who?: Who | undefined;
  /** The waiver that the list is about. */
  waiver?: ToldWaiver | undefined;
  /** What else is to be known: of the planned change, of the account. */
  remarks: readonly string[];
  /** The command that lists all of them. */
  command: string;
}

export type Notice = FindingNotice | ListNotice;
