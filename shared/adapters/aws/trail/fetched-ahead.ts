import type { SourceFile } from '../../../ports.ts';

/** Something to fetch. */
export interface Fetchable {
  name: string;
  size: number;
}

/** Small ones are held in memory as they come; a large one is read when it is opened. */
const limits = { files: 8, bytes: 64 * 1024 * 1024, small: 8 * 1024 * 1024 };

type Whole = { chunks: Uint8Array[] } | { error: unknown };

interface UnderWay<File> {
  file: File;
  whole?: Promise<Whole>;
}

const wholeOf = async (bytes: AsyncIterable<Uint8Array>): Promise<Whole> => {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of bytes) chunks.push(chunk);
    return { chunks };
  } catch (error) {
    return { error };
  }
};

const opened = async function* (whole: Promise<Whole>): AsyncGenerator<Uint8Array> {
  const outcome = await whole;
  if ('error' in outcome) throw outcome.error;
  yield* outcome.chunks;
};

/**
 * Files in the order given, the next of them being fetched while one is read, with no more than 64 MB held. When no more
 * can be found, those that were are handed out before that is thrown.
 */
export const fetchedAhead = async function* <File extends Fetchable>(
  files: AsyncIterable<File>,
  bytesOf: (file: File) => AsyncIterable<Uint8Array>,
): AsyncGenerator<SourceFile> {
  const iterator = files[Symbol.asyncIterator]();
  const underWay: UnderWay<File>[] = [];
  const weightOf = ({ size }: File) => (size <= limits.small ? size : 0);
  const failures: unknown[] = [];
  const pulled = async (): Promise<File | undefined> => {
    try {
      const next = await iterator.next();
      return next.done ? undefined : next.value;
    } catch (error) {
      failures.push(error);
      return undefined;
    }
  };
  let held = 0;
  let next = await pulled();
  try {
    while (next || underWay.length > 0) {
      while (next && underWay.length < limits.files && held + weightOf(next) <= limits.bytes) {
        const file: File = next;
        underWay.push({ file, ...(file.size <= limits.small && { whole: wholeOf(bytesOf(file)) }) });
        held += weightOf(file);
        next = await pulled();
      }
      const first = underWay.shift();
      if (!first) continue;
      const { file, whole } = first;
      yield { name: file.name, size: file.size, open: () => (whole ? opened(whole) : bytesOf(file)) };
      held -= weightOf(file);
    }
  } finally {
    await iterator.return?.();
  }
  if (failures.length > 0) throw failures[0];
};
