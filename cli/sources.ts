import { systemClock } from '../shared/adapters/local/clock.ts';
import { systemSleep } from '../shared/adapters/local/sleep.ts';
import { openSources } from '../shared/adapters/open-sources.ts';
import type { Period } from '../shared/app/intake.ts';
import { parseSource, parseTime, periodOf } from '../shared/app/sources.ts';
import type { Instant } from '../shared/core/instant.ts';
import type { SourceFile, Store } from '../shared/ports.ts';

/** What decides where records come from and which of them count. */
export interface SourceFlags {
  since?: string;
  until?: string;
  profile?: string;
  region?: string;
  regions?: string;
}

/** A moment as people type it: a date, a time, or how long ago. Throws a `SourceError` for anything else. */
export const timeFrom = (text: string): Instant => parseTime(text, systemClock.now());

/** What looking into an AWS account needs from the command line. */
export const accountOptions = (
  { profile, region, regions }: SourceFlags,
  checkpoint: Store['checkpoint'],
  onNote: (file: string, note: string) => void,
) => ({
  profile,
  region,
  regions: regions === 'all' ? ('all' as const) : regions?.split(',').map((name) => name.trim()),
  clock: systemClock,
  sleep: systemSleep,
  checkpoint,
  onNote,
});

/** The files behind the SOURCEs of a command line, one source after the other. Throws a `SourceError` for wrong ones. */
export const filesOf = async (
  named: readonly string[],
  flags: SourceFlags,
  checkpoint: Store['checkpoint'],
  onNote: (file: string, note: string) => void,
): Promise<{
  files: AsyncIterable<SourceFile>;
  period: Period | undefined;
  total: { bytes?: number | undefined; files?: number | undefined };
}> => {
  const period = periodOf(flags, systemClock.now());
  const options = { ...accountOptions(flags, checkpoint, onNote), period, stdin: process.stdin };
  const { files, measure } = await openSources(named.map(parseSource), options);
  // Measuring walks through the folders: only worth it where somebody looks at the bar.
  return { files, period, total: process.stderr.isTTY ? await measure() : {} };
};
