import type { Environment, Severity, WaiverType } from '../core/configuration.ts';
import type { Reason } from '../core/finding.ts';
import type { Instant } from '../core/instant.ts';
import type { Told } from '../core/told.ts';
import type { FrameworkId } from '../frameworks/index.ts';
import type { HealthFacts, Readers } from './facts.ts';
import type { Week } from './week.ts';

/*
 * What a week came to, before it has a form. A plain value: what is kept or sent as JSON is this. Texts come from records and
 * may hold hostile characters; whoever renders them makes them harmless.
 */

export type BySeverity = Readonly<Record<Severity, number>>;

/** How findings stood at a moment; those under a waiver are open too, and are counted apart. */
export interface Standing {
  open: BySeverity;
  waived: BySeverity;
  overdue: BySeverity;
}

/** How they moved in a week: what stood before, opened and reopened, less what was resolved, is what stands. */
export interface Moved {
  opened: number;
  reopened: number;
  resolved: number;
  /** Of those, by why they are no longer open. */
  reasons: Readonly<Partial<Record<Reason, number>>>;
}

/** A week in numbers. */
export interface WeekInNumbers {
  week: string;
  since: Instant;
  /** At its end. */
  standing: Standing;
  moved: Moved;
  /** From opening to mending, deletion or acknowledgement, of what ended so in the week; undefined: nothing did. */
  mended: { count: number; mean: Instant; median: Instant } | undefined;
}

/** The requirements of a framework. The first four add up to those that a control supports. */
export interface FrameworkCounts {
  /** With an open finding that no waiver covers. */
  failing: number;
  /** Without one, but a control cannot decide of some resource; undefined: nobody remembers. */
  unknown: number | undefined;
  /** With open findings, all of which waivers cover. */
  waived: number;
  /** Supported by a control of which nothing is open. Not a proof that the requirement is met. */
  quiet: number | undefined;
  supported: number;
  /** Listed, but supported by none. */
  withoutControl: number;
}

export interface FrameworkLine {
  id: FrameworkId;
  title: string;
  /** Where its text is published. */
  source: string;
  now: FrameworkCounts;
  /** A week before. */
  before: FrameworkCounts;
  /** The requirements with most open findings. */
  worst: readonly { id: string; title: string; findings: number }[];
}

/** A finding in a list. */
export interface Item {
  findingId: string;
  severity: Severity;
  controlId: string;
  controlTitle: string;
  resource: { arn: string; name: string };
  account: string;
  region: string;
  environment: Environment | null;
  owner: string | null;
  message: string;
  openedAt: Instant;
  openedBy: string;
  resolvedAt?: Instant | undefined;
  reason?: Reason | undefined;
  dueAt: Instant;
  waived: boolean;
}

/** The first of many. */
export interface List<Each = Item> {
  listed: readonly Each[];
  more: number;
}

/** One way to split what is open. */
export interface Share {
  name: string;
  open: BySeverity;
}

export interface WaiverLine {
  control: string;
  resource: string;
  type: WaiverType;
  reason: string;
  requester: string;
  approver: string;
  until: Instant;
  ticket: string | null;
  /** Findings that are open and covered by it, or would be if it still held. */
  covers: number;
}

export interface UnknownLine {
  /** What is not known. */
  missing: string;
  reason: string | undefined;
  permission: string | undefined;
  /** Pairs of control and resource. */
  pairs: number;
  controls: readonly string[];
  resources: number;
  /** One of them. */
  example: string;
}

/** What the numbers of the week before were when its digest was sent. */
export interface ToldBefore {
  week: string;
  at: Instant;
  standing: Standing;
  moved: Pick<Moved, 'opened' | 'reopened' | 'resolved'>;
  unknown: Readonly<Partial<Record<FrameworkId, number>>>;
}

export interface Digest {
  week: Week;
  readers: Readers;
  madeAt: Instant;
  /** How things stood at this moment is told: the end of the week, or now where that is yet to come. */
  asOf: Instant;
  /** The week itself, and the four before it, the oldest first. */
  weeks: readonly WeekInNumbers[];
  now: WeekInNumbers;
  before: WeekInNumbers;
  /** Where the week before looks otherwise now than it was told. */
  corrected: { name: string; told: number; now: number }[];
  frameworks: readonly FrameworkLine[];
  scope: {
    accounts: List<{ id: string; name: string | undefined; environment: Environment | null; owner: string | null }>;
    controls: number;
    switchedOff: readonly string[];
  };
  opened: List;
  reopened: List;
  resolved: List;
  /** Open and over before anybody heard of it. */
  exposures: List;
  /** Began before the week, and was heard of only in it. */
  heardLate: number;
  open: {
    /** Under no waiver, and not overdue. */
    list: List;
    byAge: readonly Share[];
    byEnvironment: readonly Share[];
    byOwner: List<Share>;
  };
  overdue: List;
  noisiest: List<{ controlId: string; title: string; opened: number; resources: number }>;
  actors: List<{ name: string; opened: BySeverity; controls: readonly string[] }>;
  workloads: List<{
    name: string;
    account: string;
    region: string;
    severity: Severity;
    findings: number;
    runs: number;
    lastRun: Instant;
  }>;
  waivers: {
    inForce: number;
    ending: List<WaiverLine>;
    expired: List<WaiverLine>;
    /** What else is to be said of some, in sentences. */
    notes: readonly string[];
  };
  unknown: Told<{ pairs: number; lines: List<UnknownLine> }>;
  health: HealthFacts;
  artifact: { url: string; reports: List<{ framework: string; look: string }> } | undefined;
}
