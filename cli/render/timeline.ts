import type { Control } from '../../shared/core/control.ts';
import { currentEpisode, type Transition } from '../../shared/core/finding.ts';
import { durationOf, reasonText } from '../../shared/core/spoken.ts';
import { line, wrapped, type Paint } from './text.ts';
import { publicationText, waiverText } from './waiver.ts';
import { handText, placeText, timeOf } from './words.ts';

/** One transition as people read it: when, what, how bad, where; why and by whom below. */
export const transitionLines = (
  { change, at, finding, late, waiver, published }: Transition,
  control: Control | undefined,
  paint: Paint,
  width: number,
): string[] => {
  const indent = ' '.repeat(22);
  const verb = {
    opened: paint.bad('opened  '),
    reopened: paint.bad('reopened'),
    raised: paint.bad('raised  '),
    waived: paint.dim('waived  '),
    'waiver-ended': paint.warn('unwaived'),
    resolved: paint.good('resolved'),
  }[change];
  const episode = currentEpisode(finding);
  const head = line`${paint.dim(timeOf(at))}  ${verb}  ${paint.severity(finding.severity, 8)}  ${paint.bold(finding.controlId)}  ${placeText(finding.resource)}`;
  if (change === 'resolved') {
    const open = episode?.resolvedAt === undefined ? '' : durationOf(episode.resolvedAt - episode.openedAt);
    const by = episode?.resolvedBy?.actor ? `, by ${handText(episode.resolvedBy)}` : '';
    return [
      head,
      line`${indent}${reasonText(episode?.reason)} after ${open}${by}${late ? ' · told late: it was over before its record came' : ''}`,
    ];
  }
  if (waiver) {
    return [
      head,
      ...wrapped(waiverText(change, waiver), width - indent.length).map((text) => line`${indent}${text}`),
      ...(published ? [line`${indent}${paint.dim(publicationText(published))}`] : []),
    ];
  }
  const rise = change === 'raised' ? episode?.raised : undefined;
  const hand = rise?.by ?? episode?.openedBy;
  return [
    head,
    ...(rise ? [line`${indent}${rise.from} until now`] : []),
    ...wrapped(finding.message, width - indent.length).map((text) => line`${indent}${text}`),
    line`${indent}${paint.dim(`by ${hand ? handText(hand) : '?'} · ${finding.id.slice(0, 8)}${control ? '' : ' · the control is gone'}`)}`,
  ];
};
