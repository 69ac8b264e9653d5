import type { Waiver } from '../../core/configuration.ts';
import { currentEpisode, type Transition } from '../../core/finding.ts';
import type { Instant } from '../../core/instant.ts';
import { waiverMovement, type Waiving } from '../../core/waiver-movement.ts';
import { waiverKey } from '../../core/waiver.ts';
import type { Clock, Store } from '../../ports.ts';
import { noWork } from './no-work.ts';
import {
  configurationVersion,
  publicationOf,
  publishedConfiguration,
  type PublishedConfiguration,
} from './published-configuration.ts';

export interface RecordingWaivers {
  store: Pick<Store, 'begin' | 'checkpoint' | 'findings'>;
  clock: Clock;
  /** Undefined: it cannot be read any more. */
  waiversOf(published: PublishedConfiguration): readonly Waiver[] | undefined;
  /** Other names of a control, under which a waiver may name it. */
  aliasesOf(controlId: string): readonly string[];
}

/** Up to which version, the last that could be read, and which moment it is recorded what waivers moved. */
interface Recorded {
  version: number;
  at: Instant;
}

const recordedUntil = 'waivers recorded';

const attempts = 10;
/** Few enough for one transaction of the table. */
const atOnce = 20;

const commit = async (work: Partial<typeof noWork>, { store }: Pick<RecordingWaivers, 'store'>): Promise<void> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (await (await store.begin([])).commit({ ...noWork, ...work })) return;
  }
  throw new Error('others are always first to write of the findings that a waiver covers');
};

/** Writes that findings moved, and nothing else of them. What is written already stays as it is. */
export const recordTransitions = async (
  transitions: readonly Transition[],
  recording: Pick<RecordingWaivers, 'store'>,
): Promise<void> => {
  for (let from = 0; from < transitions.length; from += atOnce) {
    await commit({ transitions: transitions.slice(from, from + atOnce) }, recording);
  }
};

type Step = readonly [before: Waiving, after: Waiving];

const isMoving = ([before, after]: Step): boolean => {
  const keys = ({ waivers }: Waiving): string => waivers.map(waiverKey).toSorted().join();
  return before.waivers === after.waivers
    ? before.waivers.some(({ until }) => until >= before.at && until < after.at)
    : keys(before) !== keys(after);
};

/** What has happened to waivers since a moment, step by step: time went on, then another configuration held, and so on. */
const stepsSince = async (
  recorded: Recorded,
  current: PublishedConfiguration,
  now: Instant,
  { store, waiversOf }: RecordingWaivers,
): Promise<{ steps: readonly Step[]; version: number }> => {
  const steps: Step[] = [];
  const first = recorded.version === 0 ? undefined : await configurationVersion(store, recorded.version);
  let held: Waiving = { waivers: (first && waiversOf(first)) ?? [], at: recorded.at };
  let read = recorded.version;
  const goOnTo = (at: Instant) => {
    const later = { waivers: held.waivers, at };
    if (at > held.at) steps.push([held, later]);
    held = later;
  };
  for (let version = recorded.version + 1; version <= current.version; version++) {
    const published = version === current.version ? current : await configurationVersion(store, version);
    // What cannot be read moves nothing: the next one that can is compared with what held before.
    const waivers = published && waiversOf(published);
    if (!published || !waivers) continue;
    read = version;
    goOnTo(published.at);
    const after = { waivers, at: published.at, published: publicationOf(published) };
    steps.push([held, after]);
    held = after;
  }
  goOnTo(now);
  return { steps: steps.filter(isMoving), version: read };
};

const movementsOf = async (
  steps: readonly Step[],
  { store, aliasesOf }: RecordingWaivers,
): Promise<readonly Transition[]> => {
  const transitions: Transition[] = [];
  for await (const finding of store.findings({ status: 'open' })) {
    const openedAt = currentEpisode(finding)?.openedAt ?? finding.firstSeen;
    for (const [before, after] of steps) {
      const moved = waiverMovement(finding, before, after, aliasesOf(finding.controlId));
      // What opened under a waiver was not moved by it.
      if (moved && openedAt <= moved.at) transitions.push(moved);
    }
  }
  return transitions;
};

/**
 * Records how the waivers that were published, taken back, or came to their end since the last time moved open findings.
 * Whoever dies on the way, or does it at the same time as others, does no harm: the same movements have the same ids, and
 * only when all are written it is remembered that they are. Returns them.
 */
export const recordWaivers = async (recording: RecordingWaivers): Promise<readonly Transition[]> => {
  const { store, clock } = recording;
  const current = await publishedConfiguration(store);
  if (!current) return [];
  const kept = await store.checkpoint(recordedUntil);
  const recorded: Recorded = kept === undefined ? { version: 0, at: 0 } : (JSON.parse(kept) as Recorded);
  const now = clock.now();
  const { steps, version } = await stepsSince(recorded, current, now, recording);
  if (steps.length === 0 && recorded.version === version) return [];
  const transitions = steps.length === 0 ? [] : await movementsOf(steps, recording);
  await recordTransitions(transitions, recording);
  const until: Recorded = { version, at: Math.max(now, recorded.at) };
  await commit({ checkpoints: { [recordedUntil]: JSON.stringify(until) } }, recording);
  return transitions;
};
