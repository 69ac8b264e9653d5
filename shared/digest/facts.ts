import type { Configuration } from '../core/configuration.ts';
import type { Control } from '../core/control.ts';
import type { Finding } from '../core/finding.ts';
import type { Instant } from '../core/instant.ts';
import type { Audience } from '../core/notice-settings.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import type { Told } from '../core/told.ts';
import type { ToldBefore } from './digest.ts';

/** What of a finding a digest rests on: its evidence can be long, and is told elsewhere. */
export type CountedFinding = Pick<
  Finding,
  | 'id'
  | 'controlId'
  | 'kind'
  | 'resource'
  | 'incarnation'
  | 'severity'
  | 'placement'
  | 'message'
  | 'firstSeen'
  | 'episodes'
  | 'episodeCount'
  | 'count'
  | 'runs'
>;

/** What was open and over before anybody heard of it. */
export interface Exposure {
  /** Of the transition that told of it. */
  id: string;
  findingId: string;
  openedAt: Instant;
  resolvedAt: Instant;
}

/** That a control cannot decide of a resource, or that a resource could not be read. */
export interface Undecided {
  /** Undefined: it could not be read, whatever would ask for it. */
  controlId: string | undefined;
  /** One named `*` stands for all of its type. */
  resource: ResourceRef;
  /** What it would have to know. */
  missing: readonly string[];
  /** Why that is not known, where somebody was asked. */
  reason?: string | undefined;
  /** The permission that was lacking to ask. */
  permission?: string | undefined;
}

/** An account and a Region of it. */
export interface Place {
  account: string;
  region: string;
}

/** How the daily look at everything there is stands. */
export interface SweepFacts {
  /** Lists that there are to make: of each type in each place. */
  lists: number;
  /** Those that were finished within two days. */
  finished: number;
  /** When the one that waits longest was finished last; undefined: never, or there is none. */
  oldest: Instant | undefined;
}

/** How Sagewatch itself was in the week, and is. */
export interface HealthFacts {
  /** Of a deployed stage; undefined: the digest was made of a store on somebody's machine, where nothing watches. */
  stage: string | undefined;
  /** What was judged in the week, and how long it was under way, in milliseconds. */
  events: Told<number>;
  lag: Told<{ typical: Instant; worst: Instant } | undefined>;
  /** Of what CloudTrail remembers and controls need, when every place was last compared: what had never come. */
  recovered: Told<{ wanted: number; recovered: number; at: Instant | undefined }>;
  /** Queues of what could not be done, with how much is in them. */
  deadLetters: Told<readonly { name: string; messages: number }[]>;
  sweep: Told<SweepFacts>;
  /** When a record last told of our own harmless change; undefined: never. */
  canary: Told<Instant | undefined>;
  /** Places of which nothing came by itself. */
  silent: Told<readonly Place[]>;
  /** Places that were compared at all. */
  places: number;
  /** Records that nobody could read and that wait to be looked at. */
  quarantined: Told<number>;
  /** The latest record that was seen. */
  latest: Instant | undefined;
}

/** Everything that a digest is made of. */
export interface DigestFacts {
  /** When it is made. */
  now: Instant;
  configuration: Configuration;
  /** The controls that are on. */
  controls: readonly Control[];
  /** The controls that are off, of which nothing is counted. */
  switchedOff: readonly string[];
  /** All that can have been open in the last five weeks. */
  findings: readonly CountedFinding[];
  /** What was over before it was heard of, in this week or heard of in it. */
  exposures: readonly Exposure[];
  /** Findings that were heard of in the week though they had begun before it. */
  heardLate: readonly string[];
  undecided: Told<readonly Undecided[]>;
  /** Accounts that are watched. */
  accounts: readonly string[];
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  partition: string;
  health: HealthFacts;
  /** What the digest of the week before told its readers; undefined: there was none. */
  toldBefore: ToldBefore | undefined;
}

/** Who reads a digest; without accounts and owners all of it is theirs. */
export type Readers = Pick<Audience, 'name' | 'accounts' | 'owners'>;

/** Those who read everything. */
export const everybody: Readers = { name: 'all', accounts: [], owners: [] };
