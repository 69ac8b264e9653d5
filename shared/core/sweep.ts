import { activityStep, acknowledged } from './activity-life.ts';
import { watchersOf, withDerived, type Catalogue } from './catalogue.ts';
import { afterAll, comparePositions, positionOf, type Change, type Position } from './change.ts';
import type { Configuration } from './configuration.ts';
import type { Context, Control } from './control.ts';
import { evaluateActivity, evaluateState, type Evaluation } from './evaluate.ts';
import { currentEpisode, lapseAfter, transitionOf, type Finding, type Transition } from './finding.ts';
import { handOf } from './hand.ts';
import type { Instant } from './instant.ts';
import { applied, filledIn, heardOf, type Known } from './known.ts';
import { gather, reachOf } from './related.ts';
import { resourceKey, type ResourceRef } from './resource-ref.ts';
import { expired, resolved, stateStep, type Step } from './state-life.ts';
import { inTieOrder, tieGroups } from './ties.ts';
import type { Members } from './trail-record.ts';

/** What is known of the resources that a sweep can touch or look at. */
export interface World {
  known: Map<string, Known>;
  /** The findings of a resource that can still move: open ones, and the newest of each control. */
  findings: Map<string, Finding[]>;
  /** Who ever referred to a resource, directly. */
  referrers(key: string): Iterable<string>;
  /** What a saved Describe output says of a resource: it fills in what no change stated, and outranks nothing. */
  saved(resource: ResourceRef): Members | undefined;
}

export interface Swept {
  transitions: Transition[];
  /** Resources whose past was changed: they must be told anew from their whole history. */
  late: Set<string>;
  changedKnown: Set<string>;
  changedFindings: Map<string, Finding>;
}

export interface SweepOptions {
  catalogue: Catalogue;
  configuration: Configuration;
  /** How far time has come: what was to be judged again by then is. Default: only as far as the changes. */
  latest?: Instant | undefined;
  /**
   * Names the controls and the configuration. What was last judged by others is judged by these before anything more happens
   * to it, so that nobody's change is taken for what moved a verdict. Default: that is not looked at.
   */
  version?: string | undefined;
  /** Whose findings to work out; the states of the others are only carried along. Default: everyone's. */
  judges?: (key: string) => boolean;
  onEvaluation?: (control: Control, resource: ResourceRef, evaluation: Evaluation, change: Change) => void;
}

/**
 * Walks through changes in their order and works out what becomes known and how findings move. Pure but for the world it
 * is given, which it moves forward. The result depends on the changes and their order only, never on when they arrived:
 * a change that belongs before what a resource has seen is not applied, the resource is reported as late instead.
 */
export const sweep = (world: World, changes: readonly Change[], options: SweepOptions): Swept => {
  const { catalogue, configuration, version, judges = () => true, latest = -Infinity, onEvaluation } = options;
  const reach = reachOf(catalogue);
  const swept: Swept = { transitions: [], late: new Set(), changedKnown: new Set(), changedFindings: new Map() };

  /** What was seen in this very second, of which the order is settled: within it nothing is late. */
  const inThisTie = new Set<string>();
  const isAhead = (key: string, position: Position): boolean =>
    !inThisTie.has(key) && comparedTo(world.known.get(key)?.seen, position) > 0;

  /** A creation or deletion in a second of which more was seen before: only the whole second tells which came first. */
  const belongsBefore = (key: string, { effect, order }: Change): boolean =>
    (effect === 'delete' || effect === 'create') && !inThisTie.has(key) && world.known.get(key)?.seen?.order === order;

  /** A finding ended because nothing more was heard in time, and now something of that time is heard after all. */
  const gaveUpTooEarly = (key: string, { order }: Change): boolean =>
    world.findings.get(key)?.some((finding) => {
      const { reason, resolvedAt = order } = currentEpisode(finding) ?? {};
      return (reason === 'lapsed' || reason === 'aged-out') && resolvedAt > order;
    }) ?? false;

  /** A workload that did not run for long is gone for all we know: what becomes of its key does not open it again. */
  const hasLapsed = (key: string, { at }: Change): boolean => {
    const known = world.known.get(key);
    const isWorkload = known && catalogue.types.get(known.resource.type)?.workloadOf !== undefined;
    return isWorkload === true && (known?.told ?? -Infinity) + lapseAfter <= at;
  };

  const look = (resource: ResourceRef) => {
    const known = world.known.get(resourceKey(resource));
    const saved = known?.exists === false ? undefined : world.saved(resource);
    const state: Members = saved ? filledIn(known?.state ?? {}, saved) : (known?.state ?? {});
    return { known, state: withDerived(catalogue, resource.type, state) };
  };

  const take = (key: string, { finding, movement }: Step, at: number, isBaseline?: true): void => {
    const list = world.findings.get(key) ?? [];
    const index = list.findIndex(({ id }) => id === finding.id);
    if (index < 0) list.push(finding);
    else list[index] = finding;
    world.findings.set(key, list);
    swept.changedFindings.set(finding.id, finding);
    if (movement) swept.transitions.push(transitionOf(finding, movement, at, undefined, isBaseline));
  };

  /** Whatever lapsed or aged out before this moment did so before it. */
  const expire = (key: string, now: number): void => {
    for (const finding of world.findings.get(key) ?? []) {
      const over = expired(finding, now);
      if (over) take(key, { finding: over, movement: 'resolved' }, finding.expiresAt ?? now);
    }
  };

  const end = (key: string, change: Change, ended: 'deleted' | 'never-existed'): void => {
    const reason = ended === 'deleted' && catalogue.types.get(change.resource.type)?.isPart ? 'mended' : ended;
    for (const finding of world.findings.get(key) ?? []) {
      if (finding.kind !== 'state' || finding.status !== 'open') continue;
      take(key, { finding: resolved(finding, change.at, handOf(change), reason), movement: 'resolved' }, change.at);
    }
  };

  const contextOf = (known: Known, change: Change, related: Context['related']): Context => ({
    at: change.at,
    resource: known.resource,
    createdAt: known.createdAt,
    related,
    configuration,
  });

  const judge = (key: string, change: Change, position: Position, onlyFollowing: boolean): void => {
    const known = world.known.get(key);
    const controls = known && catalogue.stateControls.get(known.resource.type);
    if (!known?.exists || !controls) return;
    const { state } = look(known.resource);
    const { related, keys } = gather(catalogue, known.resource, state, look);
    if (onlyFollowing && !keys.includes(resourceKey(change.resource))) return;
    if (keys.some((other) => isAhead(other, position))) {
      swept.late.add(key);
      return;
    }
    const context = contextOf(known, change, related);
    let again = onlyFollowing ? known.judgeAgain?.at : undefined;
    const undecided: Record<string, readonly string[]> = {};
    for (const control of controls) {
      if (onlyFollowing && !control.follows) {
        const still = known.undecided?.[control.id];
        if (still) undecided[control.id] = still;
        continue;
      }
      const evaluation = evaluateState(control, state, context);
      onEvaluation?.(control, known.resource, evaluation, change);
      const { outcome } = evaluation;
      if (outcome.status === 'unknown') undecided[control.id] = outcome.missing;
      if (outcome.status === 'not-applicable' && outcome.until !== undefined && outcome.until > change.at) {
        again = Math.min(again ?? Infinity, outcome.until);
      }
      const before = world.findings
        .get(key)
        ?.find(({ controlId, incarnation }) => controlId === control.id && incarnation === known.incarnation);
      const step = stateStep(before, control, evaluation, change, known, configuration);
      if (step) take(key, step, change.at, change.isBaseline);
    }
    inThisTie.add(key);
    const { eventId, call } = known.judgeAgain?.at === again && known.judgeAgain ? known.judgeAgain : change;
    const judgeAgain = again === undefined ? undefined : { at: again, eventId, call };
    const seen = comparedTo(known.seen, position) < 0 ? position : known.seen;
    const isDecided = Object.keys(undecided).length === 0;
    const judgedBy = onlyFollowing ? known.judgedBy : (version ?? known.judgedBy);
    const isSame = seen === known.seen && judgeAgain?.at === known.judgeAgain?.at && judgedBy === known.judgedBy;
    if (isSame && isDecided && !known.undecided) return;
    world.known.set(key, {
      ...known,
      seen,
      judgeAgain,
      undecided: isDecided ? undefined : undecided,
      ...(judgedBy !== undefined && { judgedBy }),
    });
    swept.changedKnown.add(key);
  };

  /** Judges what other controls or another configuration judged last, as it stood before a moment. */
  const judgeAnew = (key: string, { at, order }: Pick<Change, 'at' | 'order'>, position: Position): void => {
    const known = world.known.get(key);
    if (version === undefined || !known?.exists || known.judgedBy === version || !judges(key)) return;
    if (isAhead(key, position) || swept.late.has(key)) return;
    const { resource } = known;
    judge(key, { eventId: '', resource, effect: 'observe', at, order, isBaseline: true, state: {} }, position, false);
  };

  /** Judges what was to be judged again before a moment, as of the moment it was to be. */
  const judgeDue = (key: string, before: Instant): void => {
    const known = world.known.get(key);
    const due = known?.judgeAgain;
    if (!known || !due || due.at >= before || !judges(key) || swept.late.has(key)) return;
    const { at, eventId, call } = due;
    world.known.set(key, { ...known, judgeAgain: undefined });
    swept.changedKnown.add(key);
    const again: Change = { eventId, resource: known.resource, effect: 'observe', at, order: at, state: {}, call };
    const position = { order: at, rank: afterAll, eventId: '' };
    judgeAnew(key, again, position);
    judge(key, again, position, false);
  };

  const judgeActivity = (key: string, change: Change, before: Known | undefined, after: Known): void => {
    if (!change.call) return;
    for (const control of watchersOf(catalogue, after.resource.type, change.call.name)) {
      if (change.call.errorCode && !control.watchesFailures) continue;
      const activity = {
        call: change.call,
        facts: change.facts ?? {},
        before: before?.exists ? before.state : undefined,
        after: after.state,
      };
      const evaluation = evaluateActivity(control, activity, contextOf(after, change, {}));
      onEvaluation?.(control, after.resource, evaluation, change);
      const { principal } = change.call.actor;
      const newest = world.findings
        .get(key)
        ?.filter((finding) => finding.controlId === control.id && finding.principal === principal)
        .reduce<Finding | undefined>(
          (last, next) => (last && last.incarnation > next.incarnation ? last : next),
          undefined,
        );
      const step = activityStep(newest, control, evaluation, change, after, configuration);
      if (step) take(key, step, change.at);
    }
  };

  const referrersWithin = (key: string, depth: number, found = new Set<string>()): Set<string> => {
    for (const referrer of world.referrers(key)) {
      if (found.has(referrer)) continue;
      found.add(referrer);
      if (depth > 1) referrersWithin(referrer, depth - 1, found);
    }
    return found;
  };

  const advance = (change: Change): void => {
    const key = resourceKey(change.resource);
    const position = positionOf(change);
    const before = world.known.get(key);
    if (swept.late.has(key) || isAhead(key, position) || belongsBefore(key, change) || gaveUpTooEarly(key, change)) {
      swept.late.add(key);
      for (const referrer of referrersWithin(key, reach)) swept.late.add(referrer);
      return;
    }
    const referrers = changesNothing(change) ? [] : [...referrersWithin(key, reach)];
    for (const each of [key, ...referrers]) {
      judgeDue(each, change.order);
      if (!changesNothing(change) && !hasLapsed(each, change)) judgeAnew(each, change, position);
    }
    const { after, ends } = applied(world.known.get(key) ?? heardOf(change.resource), change);
    world.known.set(key, comparedTo(before?.seen, position) > 0 ? { ...after, seen: before?.seen } : after);
    swept.changedKnown.add(key);
    inThisTie.add(key);
    if (judges(key)) {
      expire(key, change.at);
      if (change.effect === 'acknowledge') {
        const incident = world.findings.get(key)?.find(({ id }) => id === change.acknowledgement?.findingId);
        const step = incident && acknowledged(incident, change);
        if (step) take(key, step, change.at);
      }
      if (ends) end(key, change, ends);
      judgeActivity(key, change, before, after);
      if (!changesNothing(change)) judge(key, change, position, false);
    }
    for (const referrer of referrers) {
      if (!judges(referrer) || swept.late.has(referrer)) continue;
      if (isAhead(referrer, position) || gaveUpTooEarly(referrer, change)) swept.late.add(referrer);
      else if (!hasLapsed(referrer, change)) judge(referrer, change, position, true);
    }
  };

  for (const group of tieGroups(changes)) {
    inThisTie.clear();
    for (const change of group.length > 1 ? inTieOrder(group, world.known) : group) advance(change);
  }
  inThisTie.clear();
  for (const [key, { judgeAgain }] of world.known) if (judgeAgain && judgeAgain.at <= latest) judgeDue(key, latest + 1);
  return swept;
};

const changesNothing = ({ effect }: Change): boolean => effect === 'act' || effect === 'acknowledge';

const comparedTo = (seen: Position | undefined, position: Position): number =>
  seen === undefined ? -1 : comparePositions(seen, position);
