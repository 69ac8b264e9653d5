import { accessSync, constants, statSync, type Stats } from 'node:fs';
import { mayHoldRecordsOf } from '../../../cloudtrail/key-layout.ts';
import type { Instant } from '../../../core/instant.ts';
import { SourceError } from '../../../core/source-error.ts';
import type { Source, SourceFile } from '../../../ports.ts';
import { below, walk } from '../../trail-walk.ts';
import { diskTree } from './disk-tree.ts';
import { fileBytes } from './file-bytes.ts';
import { fileError } from './file-error.ts';
import { isPattern, patternsOf, type Pattern } from './pattern.ts';

/** What a source of files may be told. */
export interface FilesOptions {
  /** Log files that CloudTrail's layout places outside are not opened. */
  period?: { since: Instant; until: Instant } | undefined;
  onNote?: ((name: string, note: string) => void) | undefined;
}

/** A file or folder that was named, or what a pattern stands for. */
type Root = { path: string; stats: Stats; pattern?: Pattern };

const quiet = () => undefined;

/**
 * Files, folders with all that is below them, and globs, in this order; a folder's files by name, and what lies in
 * CloudTrail's layout day by day across accounts and Regions. Throws a `SourceError` when one of them does not exist, can't
 * be read, or is a glob that matches nothing; what is found unreadable below a folder is a file whose `open` throws.
 */
export const localFiles = async (named: readonly string[], options: FilesOptions = {}): Promise<Source> => {
  const roots = (await Promise.all(named.map(rootsOf))).flat();
  return {
    files: filesOf(roots, options),
    measure: async () => {
      let [files, bytes] = [0, 0];
      for await (const { size } of filesOf(roots, { ...options, onNote: quiet })) {
        files++;
        bytes += size ?? 0;
      }
      return { files, bytes };
    },
  };
};

const rootsOf = async (named: string): Promise<Root[]> => {
  const path = named.length > 1 ? named.replace(/\/+$/, '') || '/' : named;
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats) {
      accessSync(path, constants.R_OK | (stats.isDirectory() ? constants.X_OK : 0));
      if (stats.isSocket()) throw new SourceError(`${path} is a socket: name a file, a folder or a pipe`);
      return [{ path, stats }];
    }
  } catch (error) {
    throw error instanceof SourceError ? error : fileError(path, error, 'source');
  }
  if (!isPattern(named)) throw new SourceError(`${named}: there is no such file or folder`);
  const roots: Root[] = [];
  for (const pattern of patternsOf(named)) {
    const stats = statSync(pattern.base, { throwIfNoEntry: false });
    if (stats) roots.push({ path: pattern.base, stats, pattern });
  }
  for await (const _ of filesOf(roots, {})) return roots;
  throw new SourceError(`${named} matches no file`);
};

const filesOf = async function* (roots: readonly Root[], options: FilesOptions): AsyncGenerator<SourceFile> {
  const { period, onNote = quiet } = options;
  const outside = { files: 0, folders: 0 };
  for (const { path, stats, pattern } of roots) {
    if (!stats.isDirectory()) {
      if (pattern && pattern.match([]) !== 'inside') continue;
      yield sourceFile(path);
      continue;
    }
    const isWanted = (found: string, as: 'files' | 'folders') => {
      if (!period || mayHoldRecordsOf(found, period)) return true;
      outside[as]++;
      return false;
    };
    const matchOf = (found: string) => pattern?.match(namesBelow(path, found)) ?? 'inside';
    const enters = (found: string) => matchOf(found) !== 'outside' && isWanted(found, 'folders');
    for await (const walked of walk(diskTree(onNote, enters), path)) {
      if ('error' in walked) yield failing(shown(walked.folder), walked.error);
      else {
        const found = below(walked.folder, walked.file);
        if (matchOf(found) === 'inside' && isWanted(found, 'files')) yield sourceFile(found);
      }
    }
  }
  if (outside.files + outside.folders > 0) {
    const what = `${outside.files} files and ${outside.folders} dated folders`;
    onNote('outside the time asked for', `${what} were not opened, by their names`);
  }
};

const namesBelow = (base: string, path: string): string[] =>
  path
    .slice(base.endsWith('/') ? base.length : base.length + 1)
    .split('/')
    .filter((name) => name !== '');

/** As people would type it. */
const shown = (path: string): string => (path.startsWith('./') ? path.slice(2) : path);

const sizeOf = (path: string): number | undefined => {
  try {
    const stats = statSync(path);
    return stats.isFile() ? stats.size : undefined;
  } catch {
    // Why it can't be read is told when it is read.
    return undefined;
  }
};

const sourceFile = (path: string): SourceFile => ({
  name: shown(path),
  size: sizeOf(path),
  open: () => fileBytes(path),
});

const failing = (name: string, error: SourceError): SourceFile => ({
  name,
  open: () => {
    throw error;
  },
});
