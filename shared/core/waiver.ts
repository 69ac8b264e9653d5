import { createHash } from 'node:crypto';
import type { Waiver } from './configuration.ts';
import type { Control } from './control.ts';
import type { Finding } from './finding.ts';
import { caselessGlobMatches, globMatches, isGlob } from './glob.ts';
import { days, isoOf, type Instant } from './instant.ts';
import { resourceKey, type ResourceRef } from './resource-ref.ts';

/** What a waiver has to know of a finding. */
export type Waivable = Pick<Finding, 'controlId' | 'kind' | 'resource' | 'incarnation' | 'firstSeen'>;

/** Names a waiver: the same for one that says the very same. */
export const waiverKey = (waiver: Waiver): string => {
  const { control, resource, type, reason, requester, approver, approved, until, ticket } = waiver;
  const parts = [control, resource, type, reason, requester, approver, approved, until, ticket];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
};

/** Whether who asked is who approved, however they were written. */
export const isSelfApproved = ({ requester, approver }: Pick<Waiver, 'requester' | 'approver'>): boolean =>
  requester.trim().toLowerCase() === approver.trim().toLowerCase();

/** Whether a waiver still holds: up to and with its last moment. */
export const isInForce = ({ until }: Waiver, now: Instant): boolean => now <= until;

/** Whether a waiver is about a control, by its id, a pattern of it, or another of its names. */
export const namesControl = ({ control }: Waiver, id: string, aliases: readonly string[]): boolean =>
  [id, ...aliases].some((name) => globMatches(control, name));

/** The store's identity of a resource decides: where it folds letter case, waivers do too. */
const isCaseless = ({ arn }: ResourceRef): boolean => resourceKey({ arn: arn.toUpperCase() }) === arn.toLowerCase();

const namesResource = ({ resource: pattern }: Waiver, resource: ResourceRef): boolean => {
  const matches = isCaseless(resource) ? caselessGlobMatches : globMatches;
  return matches(pattern, resource.arn) || matches(pattern, resource.name);
};

/** A date without a time is the whole of that day, also where the day has only begun. */
const lastMomentOf = (instant: Instant): Instant => (instant % days(1) === 0 ? instant + days(1) - 1 : instant);

/**
 * Whether the approval was given for this incarnation of the resource. A waiver that names one resource was given for
 * the one that then stood under the name: what was deleted and made again is another, and takes an approval of its own.
 * When it was made is not always known, but not later than its finding was first seen; an approval from before that
 * does not count, which can only err towards showing a finding. A pattern was approved for whatever comes to match it.
 * Incidents are counted too (`incarnation` is which incident of an actor it is), but that is no re-creation.
 */
const isForIncarnation = ({ resource, approved }: Waiver, { kind, incarnation, firstSeen }: Waivable): boolean =>
  kind === 'activity' ||
  incarnation === 0 ||
  isGlob(resource) ||
  (approved !== null && lastMomentOf(approved) >= firstSeen);

/** Whether a waiver is about this finding, whenever it holds. */
export const covers = (waiver: Waiver, finding: Waivable, aliases: readonly string[] = []): boolean =>
  namesControl(waiver, finding.controlId, aliases) &&
  namesResource(waiver, finding.resource) &&
  isForIncarnation(waiver, finding);

const byPrecedence = (a: Waiver, b: Waiver): number =>
  b.until - a.until ||
  Number(isGlob(a.resource)) - Number(isGlob(b.resource)) ||
  Number(isGlob(a.control)) - Number(isGlob(b.control));

/**
 * The waiver that covers a finding at a moment; undefined when none does, or none any more. Of several it is the one that
 * holds longest, then the one that names the resource, then the control, exactly, then the first. The finding is not
 * changed by it: it stays open, is counted apart, and never counts as passing. `aliases`: other names of its control.
 */
export const waiverOf = (
  finding: Waivable,
  waivers: readonly Waiver[],
  now: Instant,
  aliases: readonly string[] = [],
): Waiver | undefined =>
  waivers.filter((waiver) => isInForce(waiver, now) && covers(waiver, finding, aliases)).toSorted(byPrecedence)[0];

/** How long before its end a waiver is spoken of. */
export const endingWithin = days(14);

/** What somebody should know of a waiver, in a sentence. */
export interface WaiverNote {
  waiver: Waiver;
  kind: 'unknown-control' | 'expired' | 'ending' | 'unused' | 'not-approved-yet' | 'self-approved';
  text: string;
}

type Named = Pick<Control, 'id' | 'aliases'>;

const dateOf = (instant: Instant): string => isoOf(instant).slice(0, 10);

const notesOn = (
  waiver: Waiver,
  now: Instant,
  { controls, findings }: { controls: readonly Named[]; findings?: readonly Waivable[] | undefined },
): [WaiverNote['kind'], string][] => {
  const { until, approved, requester } = waiver;
  const notes: [WaiverNote['kind'], string][] = [];
  const named = controls.filter(({ id, aliases = [] }) => namesControl(waiver, id, aliases));
  if (named.length === 0) notes.push(['unknown-control', 'names no control that there is']);
  if (!isInForce(waiver, now)) notes.push(['expired', `ended ${dateOf(until)}`]);
  else if (until - now <= endingWithin) notes.push(['ending', `ends ${dateOf(until)}`]);
  if (approved !== null && approved > now) notes.push(['not-approved-yet', `is approved only on ${dateOf(approved)}`]);
  if (isSelfApproved(waiver)) {
    notes.push(['self-approved', `was requested and approved by the same person, ${requester}`]);
  }
  if (!findings || named.length === 0 || !isInForce(waiver, now)) return notes;
  const aliasesOf = new Map<string, readonly string[]>(named.map(({ id, aliases = [] }) => [id, aliases]));
  const isUsed = findings.some((finding) => {
    const aliases = aliasesOf.get(finding.controlId);
    return aliases !== undefined && covers(waiver, finding, aliases);
  });
  return isUsed ? notes : [...notes, ['unused', 'covers no finding']];
};

/**
 * What is to be said of waivers, in their order: expired, ending within 14 days, about a control that does not exist,
 * covering nothing (only when findings are given, and only of those in force), approved in the future or by oneself.
 */
export const waiverNotes = (
  waivers: readonly Waiver[],
  now: Instant,
  known: { controls: readonly Named[]; findings?: readonly Waivable[] | undefined },
): WaiverNote[] =>
  waivers.flatMap((waiver) =>
    notesOn(waiver, now, known).map(([kind, text]) => ({
      waiver,
      kind,
      text: `the waiver of ${waiver.control} for ${waiver.resource} ${text}`,
    })),
  );
