import type { ToldWaiver } from '../notice.ts';
import type { Bounds } from './bounds.ts';
import type { Section } from './page.ts';
import { fact, lineOf, section, text, timeFact } from './parts.ts';

/** Why a waiver was given, by whom, and until when. */
export const waiverSection = (waiver: ToldWaiver | undefined, bounds: Bounds): readonly Section[] =>
  waiver === undefined
    ? []
    : section('Waiver', lineOf(text(bounds.text(waiver.reason))), {
        kind: 'facts',
        facts: [
          ...fact('Requested by', bounds.name(waiver.requester)),
          ...fact('Approved by', bounds.name(waiver.approver)),
          ...timeFact('Until', waiver.until),
          ...fact('Ticket', waiver.ticket === undefined ? undefined : bounds.name(waiver.ticket)),
        ],
      });
