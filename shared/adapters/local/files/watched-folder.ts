import { statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { minutes, seconds, type Instant } from '../../../core/instant.ts';
import { SourceError } from '../../../core/source-error.ts';
import type { Clock, SourceFile, Watched } from '../../../ports.ts';
import { localFiles } from './local-files.ts';

export interface FolderOptions {
  clock: Clock;
  /** What a checkpoint of this name was last set to. */
  checkpoint(name: string): Promise<string | undefined>;
  onNote?: ((name: string, note: string) => void) | undefined;
}

/** A file that was not written to for so long is whole; a younger one is when it stays the same for a round. */
const settledAfter = seconds(10);
/** A file that can't be read is tried again after so long, then after twice as long. */
const rest = { first: seconds(30), longest: minutes(10) };

interface State {
  /** The file as it was last seen: whoever changes it changes this. */
  identity: string;
  handled: boolean;
  failures: number;
  notBefore: Instant;
}

const identityOf = ({ size, mtimeMs }: Stats): string => `${size}:${Math.trunc(mtimeMs)}`;

const statsOf = (path: string): Stats | undefined => {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
};

/**
 * A folder, looked through each round for files that are new or were written to. A file is read when its size stays the
 * same; what was handled is in the store, by name, size and time, so that a restart reads what came meanwhile and nothing
 * twice. Throws a `SourceError` when there is no such folder to begin with. (A file that grows is read anew whole: its records are known by then, and count as duplicates.)
 */
export const watchedFolder = (folder: string, { clock, checkpoint, onNote }: FolderOptions): Watched => {
  if (!statsOf(folder)?.isDirectory()) throw new SourceError(`${folder}: there is no such folder`);
  const states = new Map<string, State>();
  const noted = new Set<string>();
  const noteOnce = (name: string, note: string) => {
    const text = `${name}\n${note}`;
    if (!noted.has(text)) onNote?.(name, note);
    noted.add(text);
  };
  const checkpointOf = (path: string) => `watch/file/${resolve(path)}`;

  const stateOf = async (path: string, identity: string, stats: Stats | undefined, now: Instant): Promise<State> => {
    const before = states.get(path);
    if (before?.identity === identity) return before;
    const isSettled = !stats || now - stats.mtimeMs >= settledAfter;
    const handled = (await checkpoint(checkpointOf(path))) === identity;
    const state = { identity, handled, failures: 0, notBefore: isSettled ? -Infinity : now + 1 };
    states.set(path, state);
    return state;
  };

  return {
    next: async function* (): AsyncGenerator<SourceFile> {
      const now = clock.now();
      const gone = new Set(states.keys());
      for await (const file of (await localFiles([folder], { onNote: noteOnce })).files) {
        gone.delete(file.name);
        const stats = statsOf(file.name);
        const identity = stats ? identityOf(stats) : 'unreadable';
        const state = await stateOf(file.name, identity, stats, now);
        if (state.handled || now < state.notBefore) continue;
        yield {
          ...file,
          open: () => remembering(file, state, now),
          checkpoint: { name: checkpointOf(file.name), value: identity },
        };
      }
      for (const path of gone) states.delete(path);
    },
  };
};

/** Also a file that is given up early, because it is no log, is handled. */
const remembering = async function* (file: SourceFile, state: State, now: Instant): AsyncGenerator<Uint8Array> {
  let failed = false;
  try {
    yield* file.open();
  } catch (error) {
    failed = true;
    state.notBefore = now + Math.min(rest.first * 2 ** state.failures++, rest.longest);
    throw error;
  } finally {
    state.handled = !failed;
  }
};
