import type { Configuration, Waiver } from './configuration.ts';
import type { Control } from './control.ts';
import type { Finding } from './finding.ts';
import { isGlob } from './glob.ts';
import { days, isoOf, type Instant } from './instant.ts';
import { covers, isInForce, isSelfApproved, namesControl, waiverOf } from './waiver.ts';

/** What a wish for a waiver is weighed by. */
export interface Wishes {
  now: Instant;
  controls: readonly Pick<Control, 'id' | 'aliases'>[];
  configuration: Pick<Configuration, 'waivers' | 'notices'>;
  /** All findings that are open. */
  open: readonly Finding[];
}

const dateOf = (instant: Instant): string => isoOf(instant).slice(0, 10);
const dayOf = (instant: Instant): number => Math.floor(instant / days(1));

const aliasesIn =
  (controls: Wishes['controls']) =>
  (id: string): readonly string[] =>
    controls.find((control) => control.id === id)?.aliases ?? [];

/** The open findings that a waiver would cover. */
export const coveredBy = (waiver: Waiver, { open, controls }: Pick<Wishes, 'open' | 'controls'>): Finding[] => {
  const aliasesOf = aliasesIn(controls);
  return open.filter((finding) => covers(waiver, finding, aliasesOf(finding.controlId)));
};

/** The waiver that says as much already: of the same control and resource, or of all that this one would cover. */
const already = (waiver: Waiver, covered: readonly Finding[], wishes: Wishes): Waiver | undefined => {
  const { now, controls, configuration } = wishes;
  const lasting = configuration.waivers.filter(
    (other) => isInForce(other, now) && other.until >= waiver.until && (other.approved ?? 0) <= now,
  );
  const same = lasting.find(({ control, resource }) => control === waiver.control && resource === waiver.resource);
  if (same || isGlob(waiver.resource) || isGlob(waiver.control)) {
    // The same words may have been for what stood there before it was made again.
    return same && covered.every((finding) => covers(same, finding, aliasesIn(controls)(finding.controlId)))
      ? same
      : undefined;
  }
  const others = covered.map((finding) => waiverOf(finding, lasting, now, aliasesIn(controls)(finding.controlId)));
  return others.every((other) => other !== undefined) ? others[0] : undefined;
};

const texts = ['reason', 'requester', 'approver'] as const;

const faultsOf = (waiver: Waiver, { now, controls, configuration }: Wishes): string[] => {
  const { waiverDays } = configuration.notices;
  const { control, until } = waiver;
  const ahead = dayOf(until) - dayOf(now);
  const latest = dateOf(now + days(waiverDays));
  return [
    ...texts.flatMap((name) => (waiver[name].trim() === '' ? [`--${name} says nothing`] : [])),
    ...(controls.some(({ id, aliases = [] }) => namesControl(waiver, id, aliases))
      ? []
      : [`${control}: there is no such control; \`sagewatch controls\` lists them`]),
    ...(isSelfApproved(waiver)
      ? [`${waiver.approver.trim()}: who asks for a waiver cannot approve it; somebody else has to`]
      : []),
    ...(isInForce(waiver, now) ? [] : [`${dateOf(until)}: that is past; a waiver ends in the future`]),
    ...(ahead > waiverDays
      ? [
          `${dateOf(until)}: that is ${ahead} days ahead, and a waiver holds at most ${waiverDays} (waiver_max_days), until ${latest}`,
        ]
      : []),
  ];
};

/** Why a waiver is not to be given, everything at once; empty: it may be. */
export const waiverRefusals = (waiver: Waiver, wishes: Wishes): readonly string[] => {
  const faults = faultsOf(waiver, wishes);
  if (faults.length > 0) return faults;
  const covered = coveredBy(waiver, wishes);
  if (covered.length === 0) {
    return [`${waiver.control} on ${waiver.resource}: no open finding is about that, so there is nothing to waive`];
  }
  const other = already(waiver, covered, wishes);
  if (!other) return [];
  return [
    `it is waived already, until ${dateOf(other.until)}: ${other.control} on ${other.resource}, approved by ${other.approver}`,
  ];
};
