import type { Waiver } from '../core/configuration.ts';
import type { Control } from '../core/control.ts';
import type { Instant } from '../core/instant.ts';
import { covers, endingWithin, isInForce, waiverNotes } from '../core/waiver.ts';
import { firstOf } from './counting.ts';
import type { Digest, WaiverLine } from './digest.ts';
import type { Judging, Stretch } from './standing.ts';

const lineOf = ({ approved: _, ...waiver }: Waiver, covered: number): WaiverLine => ({ ...waiver, covers: covered });

/** What else is to be said of waivers: those that end or ended are lists of their own. */
const spokenOf = new Set(['unknown-control', 'unused', 'not-approved-yet', 'self-approved']);

/**
 * The waivers that hold, end within 14 days, or have ended. `isAll`: whoever reads everything hears of all; others of those
 * that are about something of theirs.
 */
export const waiversAt = (
  open: readonly Stretch[],
  moment: Instant,
  { judging, controls, isAll, most }: { judging: Judging; controls: readonly Control[]; isAll: boolean; most: number },
): Digest['waivers'] => {
  const { configuration, aliasesOf } = judging;
  const counted = configuration.waivers
    .map((waiver) => ({
      waiver,
      covered: open.filter(({ finding }) => covers(waiver, finding, aliasesOf(finding.controlId))).length,
    }))
    .filter(({ covered }) => isAll || covered > 0)
    .toSorted((a, b) => a.waiver.until - b.waiver.until);
  const linesOf = (wanted: (waiver: Waiver) => boolean) =>
    firstOf(
      counted.filter(({ waiver }) => wanted(waiver)).map(({ waiver, covered }) => lineOf(waiver, covered)),
      most,
    );
  const notes = waiverNotes(
    counted.map(({ waiver }) => waiver),
    moment,
    { controls, findings: open.map(({ finding }) => finding) },
  );
  return {
    inForce: counted.filter(({ waiver }) => isInForce(waiver, moment)).length,
    ending: linesOf((waiver) => isInForce(waiver, moment) && waiver.until - moment <= endingWithin),
    expired: linesOf((waiver) => !isInForce(waiver, moment)),
    notes: notes
      .filter(({ kind }) => spokenOf.has(kind))
      .map(({ text }) => text)
      .slice(0, most),
  };
};
