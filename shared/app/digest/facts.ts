import type { Configuration } from '../../core/configuration.ts';
import type { Control } from '../../core/control.ts';
import type { Finding } from '../../core/finding.ts';
import { days, type Instant } from '../../core/instant.ts';
import { told } from '../../core/told.ts';
import { weeksShown } from '../../digest/digest-of.ts';
import type { CountedFinding, DigestFacts, Exposure, HealthFacts, Undecided } from '../../digest/facts.ts';
import { weeksBefore, type Week } from '../../digest/week.ts';
import type { Clock, Store } from '../../ports.ts';

/** Where the facts of a digest come from. */
export interface Gathering {
  store: Pick<Store, 'findings' | 'transitionsSince' | 'undecided'>;
  clock: Clock;
  configuration: Configuration;
  /** All that there are: those that the configuration switches off are left out here. */
  controls: readonly Control[];
  /** Accounts that are watched, beside those that findings are in. */
  accounts: readonly string[];
  partition: string;
  health(week: Week): Promise<HealthFacts>;
}

const counted = (finding: Finding): CountedFinding => {
  const { id, controlId, kind, resource, incarnation, severity, placement } = finding;
  const { message, firstSeen, episodes, episodeCount, count, runs } = finding;
  const what = { id, controlId, kind, resource, incarnation, severity, placement };
  return { ...what, message, firstSeen, episodes, episodeCount, count, runs };
};

/** What can still be told of: what was over before the first of the weeks cannot. */
const findingsSince = async (store: Gathering['store'], since: Instant): Promise<CountedFinding[]> => {
  const found: CountedFinding[] = [];
  for await (const finding of store.findings({})) {
    const isOver = finding.episodes.every(({ resolvedAt }) => resolvedAt !== undefined && resolvedAt < since);
    if (!isOver) found.push(counted(finding));
  }
  return found;
};

/**
 * What was heard of late. A transition belongs to the week that it happened in; one from before that, to the week that it was
 * recorded in: whoever read an earlier digest did not hear of it.
 */
const heardLateIn = async (
  store: Gathering['store'],
  { since, until }: Week,
): Promise<{ exposures: Exposure[]; heardLate: string[] }> => {
  const recordedLater = new Set<string>();
  for await (const { id, at } of store.transitionsSince(until)) if (at < since) recordedLater.add(id);
  const exposures = new Map<string, Exposure>();
  const heardLate = new Set<string>();
  for await (const { id, at, change, late, finding } of store.transitionsSince(since)) {
    if (at >= until || recordedLater.has(id)) continue;
    const episode = finding.episodes.at(-1);
    if (late && change === 'resolved' && episode) {
      exposures.set(id, { id, findingId: finding.id, openedAt: episode.openedAt, resolvedAt: at });
    }
    if (!late && change !== 'resolved' && at < since) heardLate.add(finding.id);
  }
  return { exposures: [...exposures.values()], heardLate: [...heardLate] };
};

/** What controls could not decide of, and what could not be read though none waits for it. */
const undecidedIn = async (store: Gathering['store']): Promise<Undecided[]> => {
  const found: Undecided[] = [];
  for await (const { resource, undecided = {}, unread } of store.undecided()) {
    const why = unread ? { reason: unread.reason, permission: unread.permission } : {};
    const entries = Object.entries(undecided);
    if (entries.length === 0) found.push({ controlId: undefined, resource, missing: [], ...why });
    for (const [controlId, missing] of entries) found.push({ controlId, resource, missing, ...why });
  }
  return found;
};

/** Everything that the digests of a week are made of, but for what each of their readers was told before. */
export const digestFacts = async (
  week: Week,
  { store, clock, configuration, controls, accounts, partition, health }: Gathering,
): Promise<Omit<DigestFacts, 'toldBefore'>> => {
  const isOff = ({ id }: Control): boolean => configuration.controls[id]?.enabled === false;
  // A week more: nobody is asked twice for what stood at the beginning of the first.
  const findings = await findingsSince(store, weeksBefore(week, weeksShown).since - days(1));
  const late = await heardLateIn(store, week);
  return {
    now: clock.now(),
    configuration,
    controls: controls.filter((control) => !isOff(control)),
    switchedOff: controls.filter(isOff).map(({ id }) => id),
    findings,
    ...late,
    undecided: told(await undecidedIn(store)),
    accounts: [...new Set([...accounts, ...findings.map(({ resource }) => resource.account)])],
    partition,
    health: await health(week),
  };
};
