import type { Replaying, Totals } from '../shared/app/replay.ts';
import type { Severity } from '../shared/core/configuration.ts';
import { atLeast } from '../shared/core/severity.ts';
import type { Store } from '../shared/ports.ts';
import type { Output } from './output.ts';
import type { Progress } from './progress.ts';
import { transitionJson } from './render/json.ts';
import { line, safe, type Paint } from './render/text.ts';
import { transitionLines } from './render/timeline.ts';
import { standingOf, totalsLines, type Standing } from './render/totals.ts';
import type { Workspace } from './workspace.ts';

/** Says something about a file that is no record of it: beside the output for people, in it for programs. */
export const tellNote = (output: Output, file: string, message: string): void => {
  if (output.format === 'json') output.json({ type: 'note', file, message });
  else process.stderr.write(`${safe(file)}: ${safe(message)}\n`);
};

/** How a run over records tells what it does: transitions as they come, what is worth a note, and how far it is. */
export const telling = (
  output: Output,
  { controlOf, waiverOf }: Workspace,
  { minSeverity = 'low', progress }: { minSeverity?: Severity | undefined; progress: () => Progress },
): Required<Pick<Replaying, 'onNote' | 'onProgress' | 'onTransitions'>> => ({
  onNote: (file, text) => {
    progress().clear();
    tellNote(output, file, text);
  },
  onProgress: (state) => progress().update(state),
  onTransitions: (transitions) => {
    progress().clear();
    for (const transition of transitions) {
      const { finding } = transition;
      if (!atLeast(finding.severity, minSeverity)) continue;
      const control = controlOf(finding.controlId);
      if (output.format === 'json') output.json(transitionJson(transition, control, waiverOf(finding)));
      else output.lines(transitionLines(transition, control, output.paint, output.width));
    }
  },
});

const nextStep = (kept: boolean, paint: Paint): string[] => [
  '',
  kept
    ? line`${paint.dim('`sagewatch findings --open` lists what is open, `sagewatch show ID` tells everything about one.')}`
    : line`${paint.dim('Nothing is kept of this run. With a store (leave out --store :memory:) you can ask on: findings, show, who.')}`,
];

/** The end of a run: the totals, and how the store's findings stand now. */
export const tellTotals = async (
  output: Output,
  place: Workspace,
  store: Store,
  totals: Totals,
  seconds: number,
  kept: boolean,
): Promise<Standing> => {
  const standing = await standingOf(store.findings({}), place);
  if (output.format === 'json') {
    const { stopped, ...counts } = totals;
    output.json({
      type: 'summary',
      ...counts,
      open: standing.open,
      waived: standing.waived,
      frameworks: Object.fromEntries(
        [...standing.requirements].map(([id, touched]) => [id, Object.fromEntries(touched)]),
      ),
      seconds: Number(seconds.toFixed(3)),
      ...(stopped !== undefined && { stopped }),
    });
  } else output.lines([...totalsLines(totals, standing, seconds, output.paint), ...nextStep(kept, output.paint)]);
  if (totals.stopped !== undefined) process.stderr.write(`sagewatch: not read to the end: ${safe(totals.stopped)}\n`);
  return standing;
};
