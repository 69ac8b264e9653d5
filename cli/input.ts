import { existsSync, readFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** The text of a file, or of standard input for `-`. */
export const textIn = (file: string): string => {
  if (file !== '-' && !existsSync(file)) throw new UsageError(`${file}: there is no such file`);
  return readFileSync(file === '-' ? 0 : file, 'utf8');
};
