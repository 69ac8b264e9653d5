import { safeJson } from '../../core/printable.ts';
import type { Notice } from '../notice.ts';
import { bytesOf, fitting } from './bounds.ts';
import { detailTypes, eventSource } from './event-schema.ts';
import { eventsOf } from './machine.ts';

/** An event of ours, as a bus takes it. */
export interface BusEvent {
  source: typeof eventSource;
  detailType: (typeof detailTypes)[keyof typeof detailTypes];
  /** JSON. */
  detail: string;
  /** ARNs of what it is about. */
  resources: readonly string[];
  at: number;
}

/**
 * EventBridge took 256 KB an entry for long, and does so where targets have that limit (SQS, SNS and others); the other
 * members need some, too.
 */
const mostBytes = 200_000;

/** Characters that an ARN may have; `Resources` is no place for anything else. */
const arnForm = /^arn:[\x21-\x7e]{1,2043}$/;

/** The events of a notice: one a finding, or one of a list. */
export const busEvents = (notice: Notice): readonly BusEvent[] =>
  eventsOf(notice).map((detailOf, index) => {
    const { transition, detail } = fitting(
      (bounds) => {
        const made = detailOf(bounds);
        return { transition: made.transition, detail: safeJson(made) };
      },
      (made) => bytesOf(made.detail) <= mostBytes,
    );
    const arn = notice.kind === 'finding' ? notice.stories[index]?.resource.arn : undefined;
    return {
      source: eventSource,
      detailType: detailTypes[transition],
      detail,
      resources: arn !== undefined && arnForm.test(arn) ? [arn] : [],
      at: notice.at,
    };
  });
