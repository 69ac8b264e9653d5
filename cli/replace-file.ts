import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * Writes a file anew, whole or not at all: whoever reads it meanwhile sees the old text or the new one. A link stays one, and
 * the file keeps its mode. Throws a UsageError where somebody has changed it since it was read.
 */
export const replaceFile = (file: string, before: string, after: string): void => {
  const path = realpathSync(file);
  const part = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    writeFileSync(part, after, { mode: statSync(path).mode & 0o777, flush: true });
    if (readFileSync(path, 'utf8') !== before)
      throw new UsageError(`${file}: somebody else has just changed it; try again`);
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
};
