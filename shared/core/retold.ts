import { currentEpisode, gravestOf, transitionOf, type Episode, type Finding, type Transition } from './finding.ts';
import { nobody } from './hand.ts';
import { atLeast } from './severity.ts';
import { resolved } from './state-life.ts';

const knownTo = (before: Finding, { openedAt }: Episode): boolean =>
  before.episodes.some(
    (known) => openedAt >= known.openedAt && (known.resolvedAt === undefined || openedAt < known.resolvedAt),
  ) || before.episodes.some((known) => known.openedAt === openedAt);

/** An episode that was over before we heard of it, told as opened and resolved. */
const exposure = (finding: Finding, episode: Episode): Transition[] => {
  const episodes = finding.episodes.slice(0, finding.episodes.indexOf(episode) + 1);
  const told: Finding = {
    ...finding,
    episodes,
    episodeCount: finding.episodeCount - (finding.episodes.length - episodes.length),
  };
  const opened: Finding = {
    ...told,
    status: 'open',
    episodes: [...episodes.slice(0, -1), { openedAt: episode.openedAt, openedBy: episode.openedBy }],
  };
  return [
    transitionOf(opened, 'opened', episode.openedAt, true),
    transitionOf({ ...told, status: 'resolved' }, 'resolved', episode.resolvedAt ?? episode.openedAt, true),
  ];
};

/** That an open finding turned out to be, or to have been, graver than people were told. */
const rise = (before: Finding, after: Finding): Transition[] => {
  const severity = gravestOf(after);
  if (after.status !== 'open' || atLeast(gravestOf(before), severity)) return [];
  const { raised, openedAt = after.lastSeen } = currentEpisode(after) ?? {};
  const isOver = severity !== after.severity;
  return [transitionOf({ ...after, severity }, 'raised', raised?.at ?? openedAt, isOver || undefined)];
};

const movements = (before: Finding | undefined, after: Finding): Transition[] => {
  const current = currentEpisode(after);
  const past = after.status === 'open' ? after.episodes.slice(0, -1) : after.episodes;
  const exposures = past
    .filter((episode) => !before || !knownTo(before, episode))
    .flatMap((episode) => exposure(after, episode));
  if (before?.status === after.status) return [...exposures, ...rise(before, after)];
  if (after.status === 'open') {
    const change = before || exposures.length > 0 ? 'reopened' : 'opened';
    return [...exposures, transitionOf(after, change, current?.openedAt ?? after.lastSeen)];
  }
  if (!before) return exposures;
  return [
    ...exposures.filter(({ at }) => at !== current?.resolvedAt),
    transitionOf(after, 'resolved', current?.resolvedAt ?? after.lastSeen),
  ];
};

/**
 * What people are told when the past of a resource turned out to be another: how its findings stand now against how they
 * stood, and every exposure that nobody heard of while it lasted. What is the same in the end is not told.
 */
export const retoldTransitions = (before: readonly Finding[], after: readonly Finding[]): Transition[] => {
  const former = new Map(before.map((finding) => [finding.id, finding]));
  const gone = before.filter(({ id, status }) => status === 'open' && !after.some((finding) => finding.id === id));
  const replaced = (finding: Finding): Finding | undefined =>
    gone.find(({ controlId, principal }) => controlId === finding.controlId && principal === finding.principal);
  const told = after.flatMap((finding) => movements(former.get(finding.id) ?? replaced(finding), finding));
  // A finding that rested on not knowing better: with the whole story it was never there.
  const mistaken = gone
    .filter(
      ({ controlId, principal }) =>
        !after.some((finding) => finding.controlId === controlId && finding.principal === principal),
    )
    .map((finding) => {
      const by = currentEpisode(finding)?.openedBy ?? nobody;
      return transitionOf(resolved(finding, finding.lastSeen, by, 'never-existed'), 'resolved', finding.lastSeen);
    });
  return [...told, ...mistaken].toSorted((a, b) => a.at - b.at);
};
