import type { Catalogue } from '../core/catalogue.ts';
import { compareChanges, type Change } from '../core/change.ts';
import type { Configuration } from '../core/configuration.ts';
import type { Control } from '../core/control.ts';
import type { Evaluation } from '../core/evaluate.ts';
import { compareTransitions, transitionOf, type Finding, type Transition } from '../core/finding.ts';
import type { Instant } from '../core/instant.ts';
import type { Known } from '../core/known.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import { resourceKey } from '../core/resource-ref.ts';
import { expired } from '../core/state-life.ts';
import { sweep } from '../core/sweep.ts';
import type { Batch, Clock, Quarantined, Saved, Snapshot, Store, Work } from '../ports.ts';
import type { Event } from './event.ts';
import { retellFrom } from './retell-from.ts';
import { worldFor } from './world.ts';

/** What assessing needs beside the events. */
export interface Assessing {
  store: Store;
  clock: Clock;
  saved: Saved;
  catalogue: Catalogue;
  configuration: Configuration;
  /** Names the controls and the configuration (`SweepOptions.version`). */
  version?: string | undefined;
  /** After how many changes of a resource a snapshot of it is kept. */
  snapshotEvery?: number | undefined;
  /** Told once the batch is committed: what a batch that had to begin anew came to is not told. */
  onEvaluation?: OnEvaluation | undefined;
}

type OnEvaluation = (control: Control, resource: ResourceRef, evaluation: Evaluation, change: Change) => void;

/** How many events of a batch were of which class, and how findings moved, in the order in which it happened. */
export interface Assessed {
  evaluated: number;
  irrelevant: number;
  failedCalls: number;
  duplicates: number;
  quarantined: number;
  transitions: readonly Transition[];
}

const attempts = 5;
const snapshotEvery = 64;

/**
 * Assesses a batch of events and commits what comes of it in one transaction. Events may come in any order, late, and
 * repeatedly: what is kept in the end depends only on which events were seen.
 */
export const assess = async (
  events: readonly Event[],
  quarantined: readonly Quarantined[],
  assessing: Assessing,
  checkpoints: Readonly<Record<string, string>> = {},
): Promise<Assessed> => {
  const keys = events.map(({ key }) => key);
  const sharedFrom = keys.length;
  const shared = events.filter(({ sharedKey }) => sharedKey !== undefined);
  for (const { sharedKey } of shared) if (sharedKey) keys.push(sharedKey);

  for (let attempt = 1; attempt <= attempts; attempt++) {
    const batch = await assessing.store.begin(keys);
    const evaluations: Parameters<OnEvaluation>[] = [];
    const onEvaluation: OnEvaluation = (...evaluation) => evaluations.push(evaluation);
    try {
      const repeatedCalls = new Set(shared.filter((_, index) => !batch.fresh[sharedFrom + index]));
      const fresh = events.filter((event, index) => batch.fresh[index] && !repeatedCalls.has(event));
      const outcome = await workOf(fresh, events, batch, {
        ...assessing,
        onEvaluation: assessing.onEvaluation && onEvaluation,
      });
      if (await batch.commit({ ...outcome, quarantined, checkpoints })) {
        for (const evaluation of evaluations) assessing.onEvaluation?.(...evaluation);
        const count = (wanted: Event['class']) =>
          events.reduce((sum, event, index) => (batch.fresh[index] && event.class === wanted ? sum + 1 : sum), 0);
        const [evaluated, irrelevant, failedCalls] = [count('evaluated'), count('irrelevant'), count('failedCall')];
        return {
          evaluated,
          irrelevant,
          failedCalls,
          duplicates: events.length - evaluated - irrelevant - failedCalls,
          quarantined: quarantined.length,
          transitions: outcome.transitions,
        };
      }
    } catch (error) {
      await batch.abandon();
      throw error;
    }
  }
  throw new Error(`the store was changed by somebody else ${attempts} times in a row`);
};

/** What assessing these events would come to; nothing is written. */
export const preview = async (events: readonly Event[], assessing: Assessing): Promise<readonly Transition[]> => {
  const batch = await assessing.store.begin(events.map(({ key }) => key));
  try {
    const fresh = events.filter((_, index) => batch.fresh[index]);
    return (await workOf(fresh, events, batch, { ...assessing, onEvaluation: undefined })).transitions;
  } finally {
    await batch.abandon();
  }
};

const latestOf = (events: readonly Event[], batch: Batch, clock: Clock): Instant | undefined => {
  const latest = events.reduce((last, { at }) => Math.max(last, at), batch.latest ?? -Infinity);
  // A record from the future must not make everything expire at once.
  return Number.isFinite(latest) ? Math.max(Math.min(latest, clock.now()), batch.latest ?? -Infinity) : undefined;
};

const workOf = async (
  fresh: readonly Event[],
  all: readonly Event[],
  batch: Batch,
  assessing: Assessing,
): Promise<Omit<Work, 'quarantined'>> => {
  const { catalogue, configuration, version, onEvaluation, saved } = assessing;
  const changes = fresh.flatMap((event) => event.changes).toSorted(compareChanges);
  const latest = latestOf(all, batch, assessing.clock);
  const due = latest === undefined ? [] : await batch.due(latest);
  const { world, references } = await worldFor(changes, batch, catalogue, saved, due);
  const knownBefore = new Map(world.known);
  const swept = sweep(world, changes, {
    catalogue,
    configuration,
    version,
    latest,
    ...(onEvaluation && { onEvaluation }),
  });

  const isLate = (finding: Finding) => swept.late.has(resourceKey(finding.resource));
  const retelling = { catalogue, configuration, version, saved, latest };
  const retold = await Promise.all(
    [...swept.late].map(async (key) => retellFrom(knownBefore.get(key), { key, fresh: changes, batch, retelling })),
  );
  const findings = new Map([...swept.changedFindings].filter(([, finding]) => !isLate(finding)));
  const transitions = swept.transitions.filter(({ finding }) => !isLate(finding));
  for (const each of retold) transitions.push(...each.transitions);

  if (latest !== undefined) {
    const ending = new Map(
      (await batch.expiring(latest)).filter((finding) => !isLate(finding)).map((finding) => [finding.id, finding]),
    );
    for (const finding of findings.values()) ending.set(finding.id, finding);
    for (const finding of ending.values()) {
      const over = expired(finding, latest);
      if (!over) continue;
      findings.set(over.id, over);
      transitions.push(transitionOf(over, 'resolved', finding.expiresAt ?? latest));
    }
  }
  const retoldKnown = retold.map(({ known }) => known).filter((known) => known !== undefined);
  const movedKnown = [...swept.changedKnown]
    .filter((key) => !swept.late.has(key))
    .map((key) => world.known.get(key))
    .filter((known) => known !== undefined);
  const every = assessing.snapshotEvery ?? snapshotEvery;
  const isDue = ({ resource, changes: count }: Known) =>
    Math.floor(count / every) > Math.floor((knownBefore.get(resourceKey(resource))?.changes ?? 0) / every);
  return {
    changes,
    known: [...movedKnown, ...retoldKnown],
    findings: [...findings.values()],
    retold: retold.map(({ key, since, findings: after }) => ({ key, since, findings: after })),
    snapshots: [
      ...movedKnown
        .filter(isDue)
        .map((known) => snapshotOf(known, world.findings.get(resourceKey(known.resource)) ?? [])),
      // Those behind what came late are void: another stands for them.
      ...retold.flatMap(({ known, standing }) =>
        known && known.changes >= every ? [snapshotOf(known, standing)] : [],
      ),
    ].filter((snapshot) => snapshot !== undefined),
    transitions: transitions.toSorted(compareTransitions),
    references,
    latest,
  };
};

/** Where a resource stands, to be told anew from: with the findings that can still move. */
const snapshotOf = (known: Known, findings: readonly Finding[]): Snapshot | undefined => {
  const { seen } = known;
  if (!seen) return undefined;
  const isNewest = ({ controlId, principal, incarnation }: Finding) =>
    !findings.some(
      (other) => other.controlId === controlId && other.principal === principal && other.incarnation > incarnation,
    );
  return {
    known: { ...known, seen },
    findings: findings.filter((finding) => finding.status === 'open' || isNewest(finding)),
  };
};
