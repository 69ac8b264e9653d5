import type { Instant } from '../core/instant.ts';
import type { Clock, Sleep, Source, SourceFile, SourceForm } from '../ports.ts';
import { localFiles } from './local/files/local-files.ts';
import { standardInput } from './local/files/standard-input.ts';

/** What sources need beside their names. */
export interface Opening {
  /** What is told not to lie in it, by name, is not opened; records are sorted out later all the same. */
  period?: { since: Instant; until: Instant } | undefined;
  onNote?: ((name: string, note: string) => void) | undefined;
  stdin: AsyncIterable<Uint8Array>;
  profile?: string | undefined;
  region?: string | undefined;
  /** For LookupEvents: the Regions to look in beside the global one. */
  regions?: readonly string[] | 'all' | undefined;
  clock: Clock;
  sleep: Sleep;
  /** What a checkpoint of this name was last set to. */
  checkpoint(name: string): Promise<string | undefined>;
}

/** AWS's SDK is loaded only for what lies there. */
const opened = async (form: SourceForm, options: Opening): Promise<Source> => {
  switch (form.kind) {
    case 'files':
      return localFiles([form.named], options);
    case 'stdin':
      return standardInput(options.stdin);
    case 's3': {
      const { s3Files } = await import('./aws/trail/s3-files.ts');
      return s3Files(form, options);
    }
    case 'lookup': {
      const { lookup } = await import('./aws/trail/lookup.ts');
      return lookup({ ...options, back: form.back });
    }
  }
};

const sumOf = (counts: readonly (number | undefined)[]): number | undefined =>
  counts.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : undefined;

/**
 * Opens sources, to be read one after the other. Throws a `SourceError` when one of them can't be read at all, before any is
 * read; what goes wrong later is thrown by a file's `open`, or where there are no more files, by the iteration.
 */
export const openSources = async (forms: readonly SourceForm[], options: Opening): Promise<Source> => {
  const sources = await Promise.all(forms.map((form) => opened(form, options)));
  return {
    files: concatenated(sources),
    measure: async () => {
      const measures = await Promise.all(sources.map((source) => source.measure()));
      return { files: sumOf(measures.map(({ files }) => files)), bytes: sumOf(measures.map(({ bytes }) => bytes)) };
    },
  };
};

const concatenated = async function* (sources: readonly Source[]): AsyncGenerator<SourceFile> {
  for (const { files } of sources) yield* files;
};
