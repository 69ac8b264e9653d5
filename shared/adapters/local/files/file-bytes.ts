import { createReadStream, readFileSync, statSync } from 'node:fs';
import { fileError } from './file-error.ts';

/** Up to this size a file is read in one go: for small files that takes a fraction of the time of a stream. */
const small = 1024 * 1024;
const chunk = 256 * 1024;

/** The bytes of a file, a named pipe or a device; throws a `SourceError` with the scope `file`. */
export const fileBytes = async function* (path: string): AsyncGenerator<Uint8Array> {
  try {
    const whole = smallFile(path);
    if (whole) yield whole;
    else yield* createReadStream(path, { highWaterMark: chunk }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw fileError(path, error);
  }
};

/** A pipe is not even opened here: that would wait for who writes, and closing it would end them. */
const smallFile = (path: string): Buffer | undefined => {
  const stats = statSync(path);
  return stats.isFile() && stats.size <= small ? readFileSync(path) : undefined;
};
