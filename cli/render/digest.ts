import { severities, type Severity } from '../../shared/core/configuration.ts';
import { line, type Paint } from './text.ts';

const severityOf = (text: string): Severity | undefined =>
  severities.find((severity) => text.startsWith(`${severity.toUpperCase()}  `));

/** The text of a digest as a terminal shows it: the same words, headings and severities in their colours. */
export const digestLines = (text: string, paint: Paint): string[] => {
  const lines = text.trimEnd().split('\n');
  return lines.map((each, index) => {
    const isHeading = each !== '' && /^(-+|=+)$/.test(lines[index + 1] ?? '');
    if (isHeading) return line`${paint.bold(each)}`;
    if (/^(-+|=+)$/.test(each)) return line`${paint.dim(each)}`;
    const severity = severityOf(each);
    if (!severity) return line`${each}`;
    const mark = severity.toUpperCase();
    return line`${{ styled: paint.severity(severity).styled.replace(severity, mark) }}${each.slice(mark.length)}`;
  });
};
