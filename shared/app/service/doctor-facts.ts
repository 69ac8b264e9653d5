import type { Instant } from '../../core/instant.ts';
import type { Told } from '../../core/told.ts';
import type { Locality } from '../../ports.ts';

export type { Told } from '../../core/told.ts';

/** A trail, as far as events depend on it. */
export interface TrailFacts {
  name: string;
  isMultiRegion: boolean;
  /** Whether its files can be proven to be unchanged. */
  isValidated: boolean;
  isLogging: Told<boolean>;
  /** What of the management events it leaves out, in words. */
  gaps: Told<readonly string[]>;
}

/** The rules that stand in a Region, of those that its stack has made. */
export interface RuleFacts {
  missing: readonly string[];
  disabled: readonly string[];
  enabled: number;
}

/** A Region that is watched. */
export interface RegionFacts {
  region: string;
  /** The stage's own Region: its rules belong to the stage's stack. */
  isHome: boolean;
  /** How the stack ended that its rules belong to; undefined: there is none. */
  status: Told<string | undefined>;
  rules: Told<RuleFacts>;
}

/** Who gets what is published to a topic. */
export interface TopicFacts {
  confirmed: number;
  pending: number;
}

/** What sends mail, and whether to anybody. */
export interface MailFacts {
  verified: readonly string[];
  unverified: readonly string[];
  /** A new account may send to verified addresses only (SES API reference, GetAccount); undefined: that was not told. */
  isSandbox: boolean | undefined;
}

/** What could not be read for want of a permission. */
export interface UnreadFacts {
  permission: string;
  account: string;
  resources: number;
  since: Instant;
}

/** How a deployed stage stands, as AWS and the store tell. */
export interface DoctorFacts {
  stage: string;
  now: Instant;
  status: string;
  createdAt: Instant | undefined;
  trails: Told<readonly TrailFacts[]>;
  regions: readonly RegionFacts[];
  mail: Told<MailFacts>;
  /** Undefined: there is no such topic. */
  operations: Told<TopicFacts | undefined>;
  findings: Told<TopicFacts | undefined>;
  /** The secrets for Slack that are set. */
  slack: Told<readonly string[]>;
  /** When a record last told of a change of the stage's key, which the canary makes every hour. */
  canary: Told<Instant | undefined>;
  /** How many messages each has; undefined: there is no such queue. */
  deadLetters: readonly { name: string; region: string; messages: Told<number | undefined> }[];
  /** The places of which nothing came by itself when the hourly job last looked; undefined: it never did. */
  silent: Told<readonly Locality[] | undefined>;
  /** The permissions without which something could not be read or listed. */
  unread: Told<readonly UnreadFacts[]>;
  /** How many records could not be read; counted up to a limit. */
  quarantined: Told<number>;
}
