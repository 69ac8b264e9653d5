import type { Change, Position } from './core/change.ts';
import type { Severity } from './core/configuration.ts';
import type { Finding, Transition } from './core/finding.ts';
import type { Instant } from './core/instant.ts';
import type { Known } from './core/known.ts';
import type { ResourceRef } from './core/resource-ref.ts';
import type { ResourceType } from './core/resource-type.ts';
import type { Members } from './core/trail-record.ts';
import type { Notice } from './notices/notice.ts';

export interface Clock {
  now(): Instant;
}

/** Waits; returns early, without an error, when the signal is given. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** Where people say that trail records are. */
export type SourceForm =
  | { kind: 'files'; named: string }
  | { kind: 'stdin' }
  | { kind: 's3'; bucket: string; prefix: string }
  | { kind: 'lookup'; back: number };

/** A file of a trail source, or what stands for one: a page of an API, standard input. */
export interface SourceFile {
  name: string;
  /** Bytes as they are stored, for progress. */
  size?: number | undefined;
  /** Throws a `SourceError` when it can't be read, or not to its end. */
  open(): AsyncIterable<Uint8Array>;
  /** Written with the batch that holds the last of the file: where to go on another time. */
  checkpoint?: { name: string; value: string } | undefined;
}

/** Where trail files come from, in the order in which they are best read. */
export interface Source {
  files: AsyncIterable<SourceFile>;
  /** How much there is to read, where that can be told cheaply. */
  measure(): Promise<{ files?: number | undefined; bytes?: number | undefined }>;
}

/** A source that goes on: each time it is asked, what is new. */
export interface Watched {
  /** What can't be read this time is tried again another time; ends soon when the signal is given. */
  next(signal: AbortSignal): AsyncIterable<SourceFile>;
}

/** Something that could not be read, kept with all that is needed to read it again. */
export interface Quarantined {
  file: string;
  /** Byte offset in the uncompressed text, or the line's. */
  position: number;
  reason: string;
  /** At most 64 KB of the raw text; `length` and `sha256` are of the whole. */
  text: string;
  length: number;
  sha256: string;
}

/** A reference that one resource makes, or once made, to another. */
export interface ReferenceEdge {
  from: string;
  role: string;
  to: string;
}

/** What is kept of a resource: its present, and the findings of its that can still move. */
export interface Kept {
  known: Known;
  findings: Finding[];
}

/** A resource at a place in its history, with the findings that could still move then. */
export interface Snapshot {
  known: Known & { seen: Position };
  findings: readonly Finding[];
}

/** All that one batch of events comes to; written whole or not at all. */
export interface Work {
  changes: readonly Change[];
  known: readonly Known[];
  findings: readonly Finding[];
  /** Resources that were told anew from a moment on: of what was first seen later than that, these are all findings. */
  retold: readonly { key: string; since: Instant; findings: readonly Finding[] }[];
  /** Where resources stood, to be told anew from; those of retold resources from `since` on are void. */
  snapshots: readonly Snapshot[];
  transitions: readonly Transition[];
  references: readonly ReferenceEdge[];
  quarantined: readonly Quarantined[];
  /** The latest record time that was seen. */
  latest: Instant | undefined;
  checkpoints?: Readonly<Record<string, string>>;
}

/** One batch against the store. Reads see what was committed before it; nothing of it is seen until it commits. */
export interface Batch {
  /** For each event key that the batch was begun with: it was not handled before, nor earlier in the batch. */
  fresh: readonly boolean[];
  latest: Instant | undefined;
  kept(keys: readonly string[]): Promise<Map<string, Kept>>;
  /** Who ever referred to a resource. */
  referrers(key: string): Promise<readonly ReferenceEdge[]>;
  /** The changes of a resource in their order; only those behind a place, where one is named. */
  history(key: string, after?: Position): Promise<Change[]>;
  /** The latest snapshot of a resource from before a moment. */
  snapshotBefore(key: string, moment: Instant): Promise<Snapshot | undefined>;
  /** The findings of a resource that can still move, were first seen after a moment, or have one of these ids. */
  findingsOf(key: string, since: Instant, ids: readonly string[]): Promise<Finding[]>;
  /** Resources that are to be judged again at or before a moment. */
  due(by: Instant): Promise<string[]>;
  /** Open findings that end by themselves at or before a moment. */
  expiring(by: Instant): Promise<Finding[]>;
  /** False: somebody else was first; nothing was written, begin anew. */
  commit(work: Work): Promise<boolean>;
  abandon(): Promise<void>;
}

export interface FindingQuery {
  status?: Finding['status'] | undefined;
  severity?: Severity | undefined;
  /** Control id, with `*`. */
  control?: string | undefined;
  /** ARN or name, with `*`. */
  resource?: string | undefined;
  account?: string | undefined;
  /** Who answers for the resource, as its tags or the configuration say. */
  owner?: string | undefined;
}

/** Small things remembered by name, each with a version; whoever writes has to have read what it replaces. */
export interface Book {
  entries(names: readonly string[]): Promise<ReadonlyMap<string, BookEntry>>;
  /**
   * False: somebody else wrote meanwhile, and nothing was written. `version`: that of the entry it replaces, 0 where there was
   * none. `value` is JSON; `until`: when it may be forgotten.
   */
  write(name: string, value: unknown, version: number, until?: Instant): Promise<boolean>;
}

export interface BookEntry {
  value: unknown;
  version: number;
}

/** Everything Sagewatch remembers. */
export interface Store extends Book {
  /** Begins a batch of events, named by 16-byte keys. One batch at a time. */
  begin(keys: readonly Uint8Array[]): Promise<Batch>;
  findings(query: FindingQuery): AsyncIterable<Finding>;
  /** A finding by its id or by a beginning of it that only one has. */
  finding(id: string): Promise<Finding | 'ambiguous' | undefined>;
  transitionsOf(findingId: string): Promise<Transition[]>;
  /** What was recorded at or after a moment of the machine's time, in that order: also what happened long before it. */
  transitionsSince(moment: Instant): AsyncIterable<Transition>;
  /** Transitions that were not handed on yet, those that wait longest first. */
  pendingTransitions(limit: number): Promise<Transition[]>;
  /** They are handed on, and pending no more. */
  markSent(transitions: readonly Transition[]): Promise<void>;
  history(key: string): Promise<Change[]>;
  /** Resources whose ARN or name is, or with `*` matches, what people type. */
  resources(named: string): Promise<Known[]>;
  /** Of the resources that ever referred to one, so many at most, each as it is known; and whether these are all. */
  referring(key: string, most: number): Promise<{ known: Known[]; isAll: boolean }>;
  /** Keys of the resources of a type in a place that are there for all that is known; of what has no Region, its place's is empty. */
  present(type: string, place: Locality): AsyncIterable<string>;
  /** Resources of which a control could not decide, or that could not be read, with what was missing. */
  undecided(): AsyncIterable<Known>;
  open(): Promise<Record<Severity, number>>;
  quarantined(): AsyncIterable<Quarantined>;
  latest(): Promise<Instant | undefined>;
  checkpoint(name: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** What AWS says a resource is at a moment. `failed`: it is there, but its creation failed. */
export type ReadOutcome =
  | { kind: 'found'; state: Members; at: Instant; final: boolean }
  | { kind: 'failed'; at: Instant }
  | { kind: 'absent'; at: Instant }
  /** Denied, throttled, no AWS: it was not answered. `permission`: the one that is missing. */
  | { kind: 'unavailable'; reason: string; permission?: string | undefined };

export interface Reader {
  /** `absent` and `unavailable` (denied, throttled, no AWS) are never taken for one another. */
  get(type: ResourceType, resource: ResourceRef): Promise<ReadOutcome>;
}

/** What saved Describe outputs say: not of any moment, so it fills gaps and outranks nothing. */
export interface Saved {
  state(resource: ResourceRef): Members | undefined;
}

/** Work for later, delivered at least once. */
export interface Queue<Message> {
  /** Throws when not all were taken: whoever sends may send all of them again. `delay` in milliseconds, at most 15 minutes. */
  send(messages: readonly Message[], delay?: number): Promise<void>;
}

/** An account and a Region of it; for what has no Region, the one whose trail tells of it. */
export interface Locality {
  account: string;
  region: string;
}

/** A page of all resources of a type that there are. */
export type Listed =
  | {
      kind: 'listed';
      /** ARNs; with the state where the list tells all of it, or what it adds to a map of it. */
      resources: readonly { arn: string; state?: Members | undefined }[];
      next?: string | undefined;
    }
  /** Denied, or no such list: what there is is not known. `permission`: the one that is missing. */
  | { kind: 'unavailable'; reason: string; permission?: string | undefined };

export interface Lister {
  /** Throws where AWS is overburdened. */
  list(type: ResourceType, locality: Locality, page?: string): Promise<Listed>;
}

/** What CloudTrail itself remembers of the last 90 days, whether or not it was delivered to anybody. */
export interface TrailHistory {
  /** Records of a time, newest first; with a token for what is older. Throws where CloudTrail is overburdened. */
  page(
    locality: Locality,
    period: { since: Instant; until: Instant },
    token?: string,
  ): Promise<{ records: readonly unknown[]; next?: string | undefined }>;
}

/** How long the oldest event waits to be judged, in milliseconds; undefined: that is not known. */
export interface Backlog {
  age(): Promise<Instant | undefined>;
}

/** What became of handing a notice to a channel. */
export type Delivery =
  /** `receipt` names the message there, where it can be edited and answered. */
  | { kind: 'delivered'; receipt?: string | undefined }
  /** Not now: it is to be tried again; `after` is how long the channel asked to be left alone, in milliseconds. */
  | { kind: 'later'; reason: string; after?: number | undefined }
  /** It will not heal by itself: revoked, archived, invalid. */
  | { kind: 'refused'; reason: string };

/** Where people read notices. */
export interface Channel {
  /**
   * Never throws for what the other side answers. `repeat`: the receipt of this very notice, which may have been handed over
   * before; `thread`: that of the first of its conversation, which this one answers.
   */
  send(notice: Notice, earlier: { repeat?: string | undefined; thread?: string | undefined }): Promise<Delivery>;
}

/** A picture that goes with a mail; its HTML refers to it by `cid:` and its id. */
export interface MailPicture {
  id: string;
  name: string;
  png: Uint8Array;
}

/** A mail, whole. */
export interface Mail {
  from: string;
  to: readonly string[];
  /** When it was made. */
  at: Instant;
  subject: string;
  text: string;
  html: string;
  pictures: readonly MailPicture[];
  /** What it is of, in letters, digits and hyphens; the same for the same mail, however often it is made. */
  id: string;
}

/** What sends mail. */
export interface Mailer {
  /** Never throws for what the other side says of a mail. */
  send(mail: Mail): Promise<Delivery>;
}

/** Where a text is published for whoever subscribes, people and programs. */
export interface Board {
  /** Never throws for what the other side says. `summary`: what programs get of it. */
  publish(bulletin: { subject: string; text: string; summary: object }): Promise<Delivery>;
}
