import { severities } from '../../core/configuration.ts';
import type { Listed, ListNotice } from '../notice.ts';
import type { Bounds } from './bounds.ts';
import type { Inline, Section } from './page.ts';
import { blockOf, fact, lineOf, listOf, section, strong, text, whoText } from './parts.ts';
import { waiverSection } from './waiver-section.ts';
import { severityMarks } from './words.ts';

const mostListed = 30;

const lineFor =
  (bounds: Bounds) =>
  ({ findingId, severity, controlTitle, resource, account, region, status }: Listed): Inline[] => [
    text(`${severityMarks[severity]} ${severity}: `),
    strong(bounds.name(controlTitle)),
    text(` ${bounds.name(resource)} in ${[account, region].map(bounds.name).filter(Boolean).join(' ')}`),
    text(`${status === 'open' ? '' : `, ${status}`} (${bounds.name(findingId)})`),
  ];

/** What is said of many findings. */
export const listSections = (notice: ListNotice, bounds: Bounds): readonly Section[] => {
  const counts = severities.flatMap((severity) =>
    notice.counts[severity] > 0 ? [`${notice.counts[severity]} ${severity}`] : [],
  );
  const remarks = bounds.first(notice.remarks, 6);
  const command = bounds.command(notice.command);
  return [
    ...section(
      undefined,
      { kind: 'facts', facts: [...fact('Findings', counts.join(', ')), ...fact('Who', whoText(notice.who, bounds))] },
      ...remarks.kept.map((remark) => lineOf(text(bounds.text(remark)))),
    ),
    ...waiverSection(notice.waiver, bounds),
    ...section(undefined, listOf(notice.listed, mostListed, bounds, lineFor(bounds), notice.more)),
    ...section(command === undefined ? undefined : 'All of them', blockOf(command)),
  ];
};
