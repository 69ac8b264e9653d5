import type { Waiver } from '../core/configuration.ts';
import type { Control } from '../core/control.ts';
import { currentEpisode, type Finding } from '../core/finding.ts';
import type { Instant } from '../core/instant.ts';
import { commandFor } from '../core/remedy.ts';
import type { TicketLink } from '../core/ticket-link.ts';
import type { Requirement } from '../frameworks/index.ts';
import { plain } from './plain.ts';

/** A finding with all that other formats say of it. */
export interface Exported {
  finding: Finding;
  /** Undefined: it is not in the catalogue any more. */
  control: Control | undefined;
  /** Those of the frameworks that the organisation cares for. */
  requirements: readonly Requirement[];
  /** The waiver that covers it now. */
  waiver: Waiver | undefined;
  link: TicketLink | undefined;
  /** Until when it should be mended, or should have been. */
  dueAt: Instant;
  accountName?: string | undefined;
}

/** What the control says of the resource at present. A waiver never makes it pass, and what somebody did stays done. */
export type Standing = 'fail' | 'pass' | 'not-applicable' | 'unknown';

/** How a finding stands: passed is only what was mended; of what lapsed nobody knows; what is gone has nothing to pass. */
export const standingOf = (finding: Finding): Standing => {
  if (finding.status === 'open') return 'fail';
  switch (currentEpisode(finding)?.reason) {
    case 'mended':
      return 'pass';
    case 'deleted':
    case 'never-existed':
      return 'not-applicable';
    case 'acknowledged':
    case 'aged-out':
      return 'fail';
    case 'lapsed':
    case undefined:
      return 'unknown';
  }
};

/** When anything of a finding last moved. */
export const movedAt = (finding: Finding): Instant =>
  Math.max(finding.lastSeen, currentEpisode(finding)?.openedAt ?? 0, currentEpisode(finding)?.resolvedAt ?? 0);

/** What is wrong, in a few words. The control's title would say the opposite: it tells what holds when the control passes. */
export const headingOf = ({ finding }: Exported): string => plain(finding.message) || finding.controlId;

/** What is wrong, whole, and what the control asks for. */
export const descriptionOf = (exported: Exported): string => {
  const { finding, control } = exported;
  const told = [headingOf(exported), ...finding.details.map(plain)].join(' • ');
  return control ? `${told} • Required: ${control.title}.` : told;
};

/**
 * The command that mends it, where other programs can be handed it to the letter: part of a command, or one with other
 * characters in it, is worse than none.
 */
export const commandOf = ({ control, finding }: Exported): string | undefined => {
  const command = control && commandFor(finding, control);
  return command !== undefined && plain(command) === command ? command : undefined;
};
