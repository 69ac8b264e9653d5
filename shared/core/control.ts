import type { Requirements } from '../frameworks/index.ts';
import type { Call } from './change.ts';
import type { Configuration, Severity } from './configuration.ts';
import type { Instant } from './instant.ts';
import type { ResourceRef } from './resource-ref.ts';
import type { FactsOf, ResourceType, StateOf } from './resource-type.ts';
import type { Members } from './trail-record.ts';
import type { Verdict } from './verdict.ts';

/** A resource that another one refers to, as far as it is known. */
export interface RelatedResource {
  resource: ResourceRef;
  /** False: it was deleted. Undefined: nothing was ever seen of it. */
  exists: boolean | undefined;
  /** A missing key is unknown. */
  state: Members;
  related: Related;
}

/** What a resource refers to, by the role it plays (`kmsKey`), as its type's `references` declare. */
export type Related = Readonly<Record<string, readonly RelatedResource[]>>;

export interface Context {
  at: Instant;
  resource: ResourceRef;
  /** Undefined: its creation was not seen. */
  createdAt?: Instant | undefined;
  related: Related;
  configuration: Configuration;
}

/** What to do about a finding: in words, as a command, and what the command costs. */
export interface Remediation<Evidence extends object = any> {
  summary: string;
  /** Filled in with the resource's own names; build it with `shell`, which quotes them. */
  command(resource: ResourceRef, evidence: Readonly<Partial<Evidence>>): string;
  /** Said where mending means re-creating, stopping or locking somebody out. */
  warning?: string;
}

interface Described {
  /** The file's path under controls/, and the name people write in waivers. Never reused. */
  id: `${string}/${string}`;
  /** What holds when the control passes: "Notebook instances have no direct internet access". */
  title: string;
  severity: Severity;
  rationale: string;
  requirements: Requirements;
  /** Other names of the control, so that waivers and catalogues keep matching. */
  aliases?: readonly string[];
}

/** Judges what a resource is now: its findings open and resolve by themselves. */
export interface StateControl<
  R extends ResourceType = any,
  Field extends keyof StateOf<R> = any,
  Known extends keyof StateOf<R> = any,
> extends Described {
  kind: 'state';
  appliesTo: R | readonly R[];
  /** The only fields evaluate may see: they are its evidence, and it waits until they are known. */
  reads: readonly Field[];
  /** Fields that it sees too, where they are known, and does not wait for: what is not known of them it has to say. */
  mayRead?: readonly Known[];
  /** The references it looks at, with the members of theirs that belong to its evidence; `parent*`: parents and theirs in turn. */
  follows?: Readonly<Record<string, readonly string[]>>;
  /** What the evidence keeps of the fields, where some are too long to be told. Default: all. */
  evidence?(seen: Partial<Pick<StateOf<R>, Field | Known>>): Partial<Pick<StateOf<R>, Field | Known>>;
  remediation: Remediation<Pick<StateOf<R>, Field | Known>>;
  evaluate(state: Pick<StateOf<R>, Field> & Partial<Pick<StateOf<R>, Known>>, context: Context): Verdict;
}

/** What an activity control sees of a call: who and where from, the facts it reads, the state before and after. */
export interface Activity<R extends ResourceType = any, Fact extends keyof FactsOf<R> = any> {
  call: Call;
  facts: Pick<FactsOf<R>, Fact>;
  /** Undefined: the resource was not known before. A missing key is unknown. */
  before: Partial<StateOf<R>> | undefined;
  after: Partial<StateOf<R>>;
}

/** Judges what somebody did: an incident that is acknowledged or ages out, and is never resolved by a later state. */
export interface ActivityControl<R extends ResourceType = any, Fact extends keyof FactsOf<R> = any> extends Described {
  kind: 'activity';
  appliesTo: R;
  /** Event names of the type; `*` is every one of them. */
  watches: readonly string[];
  /** Also when the call failed. Default: only calls that succeeded. */
  watchesFailures?: true;
  /** The facts it reads: they are its evidence, and it waits until they are known. */
  reads: readonly Fact[];
  remediation: Remediation<Pick<FactsOf<R>, Fact>>;
  evaluate(activity: Activity<R, Fact>, context: Context): Verdict;
}

export type Control = StateControl | ActivityControl;

/** Declares a state control; infers what it may read from the resource type. */
export const defineControl = <
  R extends ResourceType,
  const Field extends keyof StateOf<R>,
  const Known extends keyof StateOf<R> = never,
>(
  control: Omit<StateControl<R, Field, Known>, 'kind'>,
): StateControl<R, Field, Known> => ({ kind: 'state', ...control });

/** Declares an activity control; infers the facts it may read from the resource type. */
export const defineActivityControl = <R extends ResourceType, const Fact extends keyof FactsOf<R>>(
  control: Omit<ActivityControl<R, Fact>, 'kind'>,
): ActivityControl<R, Fact> => ({ kind: 'activity', ...control });
