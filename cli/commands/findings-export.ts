import type { Instant } from '../../shared/core/instant.ts';
import { asffFinding } from '../../shared/exports/asff.ts';
import { byteOrderMark, csvRow } from '../../shared/exports/csv.ts';
import type { Exported } from '../../shared/exports/exported.ts';
import { complianceFinding } from '../../shared/exports/ocsf.ts';
import { poamCells, poamHeader } from '../../shared/exports/poam.ts';
import type { Output } from '../output.ts';
import { safeJson } from '../render/text.ts';
import { version } from '../version.ts';

/** Formats of others that findings are written in. */
export const exportFormats = ['ocsf', 'asff', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions {
  now: Instant;
  /** CSV: whether a byte order mark comes first. */
  bom?: boolean | undefined;
  /** ASFF: the Region into which all are imported; undefined: each into its own. */
  importRegion?: string | undefined;
}

const asOcsf = async (findings: AsyncIterable<Exported>, output: Output): Promise<void> => {
  for await (const each of findings) output.json(complianceFinding(each, version));
};

/** One array over all lines, so that both a program that reads lines and one that reads JSON can take it. */
const asAsff = async (
  findings: AsyncIterable<Exported>,
  output: Output,
  now: Instant,
  region: string | undefined,
): Promise<void> => {
  let [written, left] = [0, 0];
  for await (const each of findings) {
    const finding = asffFinding(each, now, region);
    if (finding === undefined) left++;
    else output.text(`${written++ === 0 ? '[' : ','}\n${safeJson(finding)}`);
  }
  output.text(written === 0 ? '[]\n' : '\n]\n');
  if (left > 0) {
    process.stderr.write(
      `sagewatch: ${left} ${left === 1 ? 'finding was' : 'findings were'} left out: no account is known in whose name to import\n`,
    );
  }
};

const asCsv = async (findings: AsyncIterable<Exported>, output: Output, bom: boolean): Promise<void> => {
  output.text(`${bom ? byteOrderMark : ''}${csvRow(poamHeader)}`);
  for await (const each of findings) output.text(csvRow(poamCells(each)));
};

/** Writes findings in another's format, as they come. */
export const exportFindings = async (
  format: ExportFormat,
  findings: AsyncIterable<Exported>,
  { now, bom = false, importRegion }: ExportOptions,
  output: Output,
): Promise<void> => {
  switch (format) {
    case 'ocsf':
      return asOcsf(findings, output);
    case 'asff':
      return asAsff(findings, output, now, importRegion);
    case 'csv':
      return asCsv(findings, output, bom);
  }
};
