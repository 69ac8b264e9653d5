import type { Catalogue } from './catalogue.ts';
import type { Change } from './change.ts';
import type { Control } from './control.ts';
import type { Evaluation } from './evaluate.ts';
import { minutes, type Instant } from './instant.ts';
import type { Known } from './known.ts';
import { referencesOf } from './related.ts';
import { resourceKey, type ResourceRef } from './resource-ref.ts';
import type { ResourceType } from './resource-type.ts';
import { isMembers, type Members } from './trail-record.ts';

/** That AWS is to be asked what a resource is. */
export interface WantedRead {
  resource: ResourceRef;
  /** How many milliseconds to wait before: what AWS is still at work on is not worth asking for. */
  delay: Instant;
}

/** One evaluation, as far as it can ask for reads. */
export interface Judged {
  control: Control;
  resource: ResourceRef;
  evaluation: Evaluation;
  /** What led to it, by its id. */
  eventId?: string | undefined;
}

/** Reads that one event may ask for: what it touches beyond that is read by the next sweep. */
export const mostReads = 10;

/** SageMaker is at work for minutes; where it tells the end itself, its word comes first. */
const workTime = minutes(10);

/** Whether a state lacks members of its type, or a map of it may have more entries than were told of. */
const isIncomplete = ({ state: schema }: ResourceType, state: Members): boolean =>
  Object.keys(schema.shape).some((member) => {
    const value = state[member];
    return value === undefined || (isMembers(value) && value['complete'] === false);
  });

/** A gathering of reads: each once, so many at most, and only where their type has a read; a workload is no resource of AWS. */
const gathering = ({ types }: Pick<Catalogue, 'types'>) => {
  const wanted = new Map<string, WantedRead>();
  const want = (resource: ResourceRef, delay = 0): boolean => {
    const type = types.get(resource.type);
    if (!type?.described || type.workloadOf || !resource.arn.startsWith('arn:')) return false;
    const key = resourceKey(resource);
    if (!wanted.has(key) && wanted.size < mostReads) wanted.set(key, { resource, delay });
    return true;
  };
  return { want, all: (): readonly WantedRead[] => [...wanted.values()] };
};

/**
 * Which resources to ask about when an event comes again that was handled: it may have failed before it asked. What its
 * resources are about is asked for, and what they refer to where something about them is still undecided.
 */
export const wantedAgain = (known: readonly Known[], catalogue: Catalogue): readonly WantedRead[] => {
  const { want, all } = gathering(catalogue);
  for (const { resource, state, undecided, exists } of known) {
    if (exists === false) continue;
    want(resource);
    if (undecided === undefined) continue;
    for (const { resource: to } of referencesOf(catalogue, resource, state, catalogue.followedRoles)) want(to);
  }
  return all();
};

/**
 * Which resources AWS should be asked about after an event: those that a control could not decide for want of them, those
 * of which SageMaker itself says that they changed, and those on which it is still at work. Each once, and only where
 * their type has a read.
 */
export const wantedReads = (
  changes: readonly Change[],
  judged: readonly Judged[],
  { types }: Pick<Catalogue, 'types'>,
): readonly WantedRead[] => {
  const { want, all } = gathering({ types });
  for (const { resource, call, asynchronous } of changes) {
    if (!call) want(resource);
    else if (asynchronous) want(resource, workTime);
  }
  for (const { control, resource, evaluation } of judged) {
    if (control.kind !== 'state' || evaluation.outcome.status !== 'unknown') continue;
    const lacks = control.reads.some((field) => evaluation.evidence[field as string] === undefined);
    const followed = (evaluation.followed ?? []).filter(({ resource: { type: name }, state, exists }) => {
      const type = types.get(name);
      return type !== undefined && exists !== false && isIncomplete(type, state);
    });
    const asked = followed.map((related) => want(related.resource)).some(Boolean);
    if (lacks || !asked) want(resource);
  }
  return all();
};
