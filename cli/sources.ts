import { systemClock } from '../shared/adapters/local/clock.ts';
import { localFiles } from '../shared/adapters/local/files/local-files.ts';
import { standardInput } from '../shared/adapters/local/files/standard-input.ts';
import { systemSleep } from '../shared/adapters/local/sleep.ts';
import type { Period } from '../shared/app/intake.ts';
import { parseSource, parseTime, periodOf } from '../shared/app/sources.ts';
import type { Instant } from '../shared/core/instant.ts';
import type { Source, SourceFile, Store } from '../shared/ports.ts';

/** What decides where records come from and which of them count. */
export interface SourceFlags {
  since?: string;
  until?: string;
  profile?: string;
  region?: string;
  regions?: string;
}

export const timeFrom = (text: string, now: Instant): Instant => parseTime(text, now);

/** What looking events up needs from the command line. */
export const lookupOptions = (
  { profile, region, regions }: SourceFlags,
  store: Store,
  onNote: (file: string, note: string) => void,
) => ({
  profile,
  region,
  regions: regions === 'all' ? ('all' as const) : regions?.split(',').map((name) => name.trim()),
  clock: systemClock,
  sleep: systemSleep,
  checkpoint: async (name: string) => store.checkpoint(name),
  onNote,
});

/** The files behind the SOURCEs of a command line, one source after the other. Throws a `SourceError` for wrong ones. */
export const filesOf = async (
  named: readonly string[],
  flags: SourceFlags,
  store: Store,
  onNote: (file: string, note: string) => void,
): Promise<{ files: AsyncIterable<SourceFile>; period: Period | undefined; totalBytes: number | undefined }> => {
  const period = periodOf(flags, systemClock.now());
  const forms = named.map(parseSource);
  const paths = forms.flatMap((form) => (form.kind === 'files' ? [form.named] : []));
  const sources: Source[] = [];
  if (paths.length > 0) sources.push(await localFiles(paths, { period, onNote }));
  for (const form of forms) {
    if (form.kind === 'stdin') sources.push(standardInput(process.stdin));
    if (form.kind === 's3') {
      const { s3Files } = await import('../shared/adapters/aws/trail/s3-files.ts');
      sources.push(await s3Files(form, { ...flags, period, onNote, sleep: systemSleep }));
    }
    if (form.kind === 'lookup') {
      const { lookup } = await import('../shared/adapters/aws/trail/lookup.ts');
      const { back } = form;
      sources.push(await lookup({ ...lookupOptions(flags, store, onNote), back, period }));
    }
  }
  const sizes = process.stderr.isTTY ? await Promise.all(sources.map((source) => source.measure())) : [];
  const totalBytes = sizes.every(({ bytes }) => bytes !== undefined)
    ? sizes.reduce((sum, { bytes = 0 }) => sum + bytes, 0)
    : undefined;
  const files = (async function* () {
    for (const source of sources) yield* source.files;
  })();
  return { files, period, totalBytes: totalBytes === 0 ? undefined : totalBytes };
};
