import type { FrameworkId } from '../frameworks/index.ts';
import type { Environment, Severity } from './configuration.ts';
import type { Instant } from './instant.ts';

/** Where notices go, by the name that routes use. A secret is named, never written down: `sagewatch secret set` keeps it. */
export type ChannelSettings =
  | { kind: 'slack-webhook'; secret: string }
  /** With a bot's token notices are edited in place, and answered in their thread. `channel`: the id of a Slack channel. */
  | { kind: 'slack-bot'; secret: string; channel: string }
  /** `topic`: an ARN; null: the stack's own topic of findings. */
  | { kind: 'sns'; topic: string | null }
  /** `bus`: name or ARN of an event bus. */
  | { kind: 'event-bus'; bus: string }
  | { kind: 'email'; to: readonly string[] };

export type ChannelKind = ChannelSettings['kind'];

/** What a route leaves out of a notice. */
export const redactions = ['accounts', 'evidence', 'people'] as const;
export type Redaction = (typeof redactions)[number];

/** Who is told of what. An empty list: of any. All routes that fit count. */
export interface Route {
  severities: readonly Severity[];
  /** Control ids, with `*`. */
  controls: readonly string[];
  frameworks: readonly FrameworkId[];
  accounts: readonly string[];
  environments: readonly Environment[];
  dataClasses: readonly string[];
  owners: readonly string[];
  channels: readonly string[];
  redact: readonly Redaction[];
}

/** A change that was announced: what it opens below critical waits for its end, and what is still open then is told. */
export interface PlannedChange {
  /** ARN of a user or role, with `*`; null: whoever it is. */
  actor: string | null;
  /** ARNs or names, with `*`. */
  resources: readonly string[];
  from: Instant;
  until: Instant;
  reason: string;
}

/** Who gets a weekly digest, and of what: everything, some accounts, or what some owners answer for. */
export interface Audience {
  name: string;
  to: readonly string[];
  /** Empty: all. */
  accounts: readonly string[];
  /** Empty: all. */
  owners: readonly string[];
}

/** How people are told. */
export interface NoticeSettings {
  /** IANA name; what has no reader's clock of its own is written in it. */
  timeZone: string;
  /** How long what is not critical waits for being mended, in minutes; by control id where it is another. */
  graceMinutes: number;
  graceOfControls: Readonly<Record<string, number>>;
  /** Findings of one control by one actor within so many minutes become one notice. */
  gatherMinutes: number;
  /** At most so many notices an hour and channel; what is above it is rolled up. */
  hourlyLimit: number;
  channels: Readonly<Record<string, ChannelSettings>>;
  routes: readonly Route[];
  /** Channels of what no route fits. */
  otherwise: readonly string[];
  /** Who answers for what somebody does, where neither tag nor account says: ARNs of actors, with `*`. */
  ownersOfActors: readonly { actor: string; owner: string }[];
  /** Who answers for what nobody else answers for; null: nobody is named. */
  defaultOwner: string | null;
  /** Exact ARNs of the roles that automation uses: what they do below critical goes to the digest. */
  automation: readonly string[];
  plannedChanges: readonly PlannedChange[];
  /** Names of accounts, by id. */
  accountNames: Readonly<Record<string, string>>;
  /** Whom email comes from; null: none is sent. */
  sender: string | null;
  audiences: readonly Audience[];
  /** A waiver may hold at most so long. */
  waiverDays: number;
}

/** What holds when nobody wrote a configuration. */
export const defaultNoticeSettings: NoticeSettings = {
  timeZone: 'UTC',
  graceMinutes: 3,
  graceOfControls: {},
  gatherMinutes: 10,
  hourlyLimit: 30,
  channels: { findings: { kind: 'sns', topic: null } },
  routes: [],
  otherwise: ['findings'],
  ownersOfActors: [],
  defaultOwner: null,
  automation: [],
  plannedChanges: [],
  accountNames: {},
  sender: null,
  audiences: [],
  waiverDays: 365,
};
