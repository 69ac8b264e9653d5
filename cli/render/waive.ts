import type { Waiver } from '../../shared/core/configuration.ts';
import { currentEpisode, type Finding } from '../../shared/core/finding.ts';
import { shell } from '../../shared/core/shell.ts';
import { diffLines } from './configuration.ts';
import { line, table, type Paint } from './text.ts';
import { approvalText, waiverJson } from './waiver.ts';
import { placeText, timeOf } from './words.ts';

/** A waiver that was written, or would be. */
export interface Waived {
  file: string;
  waiver: Waiver;
  /** The open findings that it covers. */
  covered: readonly Finding[];
  before: string;
  after: string;
  /** The deployed stage that it is for. */
  stack: string | undefined;
  isDry: boolean;
}

const publishing = ({ stack, file }: Waived): string | undefined =>
  stack === undefined
    ? undefined
    : file === './sagewatch.yml'
      ? shell`sagewatch config push --stack ${stack}`
      : shell`sagewatch config push --stack ${stack} --config ${file}`;

/** The same as programs read it. */
export const waivedJson = (waived: Waived) => {
  const { file, waiver, covered, isDry } = waived;
  const publish = publishing(waived);
  return {
    type: 'waiver',
    file,
    written: !isDry,
    waiver: waiverJson(waiver),
    covers: covered.map(({ id, controlId, severity, resource }) => ({
      id,
      control: controlId,
      severity,
      resource: resource.arn,
    })),
    ...(publish !== undefined && { publish }),
  };
};

/** What was written where, what it covers, and what is left to do. */
export const waivedLines = (waived: Waived, paint: Paint): string[] => {
  const { file, waiver, covered, before, after, isDry } = waived;
  const { control, resource } = waiver;
  const publish = publishing(waived);
  return [
    ...diffLines(before, after, paint),
    '',
    line`${isDry ? paint.warn('would waive') : paint.good('waived')}  ${paint.bold(control)}  ${resource}`,
    line`  ${approvalText(waiver)}`,
    '',
    line`${paint.bold(`It covers ${covered.length} open finding${covered.length === 1 ? '' : 's'}`)}`,
    ...table(
      paint,
      ['Id', 'Severity', 'Since', 'Control', 'Resource'],
      covered.map((finding) => [
        finding.id.slice(0, 8),
        paint.severity(finding.severity),
        timeOf(currentEpisode(finding)?.openedAt ?? finding.firstSeen),
        finding.controlId,
        placeText(finding.resource),
      ]),
    ),
    ...(isDry ? ['', line`${paint.dim(`Nothing was written to ${file}.`)}`] : []),
    ...(publish !== undefined && !isDry
      ? ['', line`It holds once the file is published: ${paint.accent(publish)}`]
      : []),
  ];
};
