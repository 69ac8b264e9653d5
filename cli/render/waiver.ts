import type { Waiver } from '../../shared/core/configuration.ts';
import type { Publication, Transition } from '../../shared/core/finding.ts';
import { isoOf } from '../../shared/core/instant.ts';
import { line, type Paint, type Styled } from './text.ts';
import { timeOf } from './words.ts';

/** The last day that a waiver holds. */
export const lastDayOf = ({ until }: Pick<Waiver, 'until'>): string => isoOf(until).slice(0, 10);

/** What was approved, by whom, for how long. */
export const approvalText = (waiver: Waiver): string => {
  const { type, reason, requester, approver, ticket } = waiver;
  return `${type}: ${reason} (requested by ${requester}, approved by ${approver}, until ${timeOf(waiver.until)}${ticket ? `, ${ticket}` : ''})`;
};

/** What a waiver has done to a finding. */
export const waiverText = (change: Transition['change'], waiver: Waiver): string =>
  change === 'waived' ? approvalText(waiver) : `no waiver covers it any more; it was ${approvalText(waiver)}`;

/** Which publication brought or took a waiver, and whether it is proven whose it was. */
export const publicationText = ({ version, by, commit, author, isVerified }: Publication): string =>
  [
    `published as version ${version} by ${by}`,
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}${author === undefined ? '' : ` of ${author}`}`]),
    isVerified ? 'signature verified' : 'signature unverified',
  ].join(', ');

/** What waivers did to a finding, in its history: those that are over among them. */
export const waiverHistoryLines = (told: readonly Transition[], paint: Paint): string[] =>
  told.flatMap(({ change, at, waiver, published }) =>
    waiver === undefined
      ? []
      : [
          line`  ${timeOf(at)} ${changeWord(change, paint)}: ${approvalText(waiver)}`,
          ...(published ? [line`    ${paint.dim(publicationText(published))}`] : []),
        ],
  );

const changeWord = (change: Transition['change'], paint: Paint): Styled =>
  change === 'waived' ? paint.dim('waived') : paint.warn('waiver ended');

/** A waiver as programs read it. */
export const waiverJson = (waiver: Waiver) => ({
  ...waiver,
  until: isoOf(waiver.until),
  approved: waiver.approved === null ? null : isoOf(waiver.approved),
});
