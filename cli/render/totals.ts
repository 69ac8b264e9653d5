import type { Totals } from '../../shared/app/replay.ts';
import { severities, type Severity } from '../../shared/core/configuration.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { frameworks, type FrameworkId } from '../../shared/frameworks/index.ts';
import type { Workspace } from '../workspace.ts';
import { line, table, type Paint } from './text.ts';

/** How many findings are open, by severity; those under a waiver apart. */
export interface Standing {
  open: Record<Severity, number>;
  waived: Record<Severity, number>;
  resolved: Record<Severity, number>;
  /** Requirements of each framework that an open, unwaived finding touches, with how many findings do. */
  requirements: Map<FrameworkId, Map<string, number>>;
}

const zero = (): Record<Severity, number> => ({ critical: 0, high: 0, medium: 0, low: 0 });

/** Counts findings as they stand. A waived one is open, is counted apart, and never counts as passing. */
export const standingOf = async (
  findings: AsyncIterable<Finding>,
  {
    controlOf,
    isOff,
    requirementsOf,
    waiverOf,
  }: Pick<Workspace, 'controlOf' | 'isOff' | 'requirementsOf' | 'waiverOf'>,
): Promise<Standing> => {
  const standing: Standing = { open: zero(), waived: zero(), resolved: zero(), requirements: new Map() };
  for await (const finding of findings) {
    if (isOff(finding)) continue;
    if (finding.status === 'resolved') {
      standing.resolved[finding.severity]++;
      continue;
    }
    standing.open[finding.severity]++;
    if (waiverOf(finding)) {
      standing.waived[finding.severity]++;
      continue;
    }
    for (const { framework, id } of requirementsOf(controlOf(finding.controlId))) {
      const counts = standing.requirements.get(framework) ?? new Map<string, number>();
      counts.set(id, (counts.get(id) ?? 0) + 1);
      standing.requirements.set(framework, counts);
    }
  }
  return standing;
};

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** What the run comes to: the findings by severity, by framework, and what became of every record. */
export const totalsLines = (totals: Totals, standing: Standing, seconds: number, paint: Paint): string[] => {
  const severityRows = severities.map((severity) => [
    paint.severity(severity),
    String(standing.open[severity]),
    String(standing.waived[severity]),
    String(standing.resolved[severity]),
  ]);
  const frameworkRows = [...standing.requirements].map(([framework, counts]) => [
    frameworks[framework].title,
    String(counts.size),
    [...counts.entries()]
      .toSorted(([a, first], [b, second]) => second - first || a.localeCompare(b))
      .slice(0, 3)
      .map(([id, count]) => `${id} (${count})`)
      .join(', '),
  ]);
  const {
    records,
    evaluated,
    irrelevant,
    failedCalls,
    duplicates,
    quarantined,
    outside,
    files,
    skipped,
    unreadableFiles,
  } = totals;
  const { verdicts, exposures } = totals;
  return [
    '',
    ...table(paint, ['Severity', 'Open', 'Of which waived', 'Resolved'], severityRows),
    ...(frameworkRows.length > 0
      ? ['', ...table(paint, ['Framework', 'Requirements touched', 'Most often'], frameworkRows)]
      : []),
    '',
    line`${plural(records, 'record')} in ${plural(files, 'file')}: ${evaluated} evaluated, ${irrelevant} irrelevant, ${failedCalls} failed calls, ${duplicates} repeated, ${quarantined} quarantined${outside > 0 ? `; ${outside} outside the period` : ''}${skipped > 0 ? `; ${plural(skipped, 'other file')} skipped` : ''}${unreadableFiles > 0 ? `; ${plural(unreadableFiles, 'file')} could not be read` : ''}`,
    line`${verdicts.pass + verdicts.fail + verdicts['not-applicable'] + verdicts.unknown + verdicts.error} evaluations: ${verdicts.fail} fail, ${verdicts.pass} pass, ${verdicts['not-applicable']} not applicable, ${verdicts.unknown} unknown, ${verdicts.error} errors (${seconds.toFixed(1)} s)`,
    ...(exposures > 0
      ? [line`${plural(exposures, 'exposure')} told late: open and over again before the records came.`]
      : []),
    ...heldBackLines(totals, paint),
    ...(quarantined > 0 ? [line`${paint.warn('`sagewatch quarantine` lists what could not be read.')}`] : []),
  ];
};

/** What a run that takes only what would have been delivered held back. */
const heldBackLines = ({ heldBack, heldBackNeeded }: Totals, paint: Paint): string[] => {
  if (heldBack === 0) return [];
  const told = `${plural(heldBack, 'more record')} that no EventBridge rule of the service would have delivered`;
  return heldBackNeeded === 0
    ? [line`${told}, none of which a control looks at.`]
    : [line`${paint.warn(`${told}, ${heldBackNeeded} of which a control looks at: the service would miss them.`)}`];
};
