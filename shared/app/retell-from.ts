import type { Change } from '../core/change.ts';
import { currentEpisode, type Finding, type Transition } from '../core/finding.ts';
import type { Known } from '../core/known.ts';
import { resourceKey } from '../core/resource-ref.ts';
import { retoldTransitions } from '../core/retold.ts';
import type { Batch } from '../ports.ts';
import { retell, type Retelling, type Retold } from './retell.ts';

/** A resource told anew, and what people are told of that. */
export type RetoldFrom = Retold & { transitions: readonly Transition[] };

interface From {
  key: string;
  fresh: readonly Change[];
  batch: Batch;
  retelling: Retelling;
}

/** Whether an open finding stands in the very episode in which it stands among others. */
const isOpenAmong = (others: readonly Finding[], finding: Finding): boolean =>
  others.some(
    (other) =>
      other.id === finding.id &&
      other.status === 'open' &&
      currentEpisode(other)?.openedAt === currentEpisode(finding)?.openedAt,
  );

/** What the controls or the configuration alone have opened is a baseline's, and not what came late. */
const withOrigins = (after: readonly Finding[], before: readonly Finding[], anew: readonly Finding[]): Finding[] =>
  after.map((finding) =>
    finding.status === 'open' && isOpenAmong(anew, finding) && !isOpenAmong(before, finding)
      ? { ...finding, origin: 'baseline' }
      : finding,
  );

/** That it could not be read is no part of its history: it stays so until it is read. */
const stillUnread = (known: Known | undefined, fresh: readonly Change[], retold: Retold): Retold => {
  const isRead = fresh.some((change) => change.isRead && resourceKey(change.resource) === retold.key);
  if (!known?.unread || !retold.known || retold.known.exists === false || isRead) return retold;
  return { ...retold, known: { ...retold.known, unread: known.unread } };
};

const judgedBy = (version: string | undefined, retold: Retold): Retold =>
  version === undefined || !retold.known ? retold : { ...retold, known: { ...retold.known, judgedBy: version } };

/**
 * Tells a resource anew. Where other controls or another configuration judged it last, its findings move by these and by
 * what came late: told without the latter first, so that each is told as what it is.
 */
export const retellFrom = async (
  known: Known | undefined,
  { key, fresh, batch, retelling }: From,
): Promise<RetoldFrom> => {
  const { version } = retelling;
  const retold = stillUnread(known, fresh, judgedBy(version, await retell(key, fresh, batch, retelling)));
  const { before } = retold;
  if (version === undefined || !known?.seen || known.judgedBy === version) {
    return { ...retold, transitions: retoldTransitions(before, retold.findings) };
  }
  const { findings: anew } = await retell(key, fresh, batch, retelling, 'without what is fresh');
  const origins = (findings: readonly Finding[]) => withOrigins(findings, before, anew);
  const findings = origins(retold.findings);
  return {
    ...retold,
    findings,
    standing: origins(retold.standing),
    transitions: [
      ...retoldTransitions(before, origins(anew)).map((each) => ({ ...each, isBaseline: true as const })),
      ...retoldTransitions(anew, findings),
    ],
  };
};
