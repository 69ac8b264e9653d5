import { gunzipSync } from 'node:zlib';
import { feedToDamage, inflater, outputSize } from './inflater.ts';
import { peeked } from './peeked.ts';

/** Files up to this size are uncompressed in one go, which is several times faster than a stream. */
const smallGzip = 1024 * 1024;
const smallText = 16 * 1024 * 1024;

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b && (bytes.length < 3 || bytes[2] === 8);

const gunzipped = (bytes: Buffer): Buffer | { damaged: boolean } => {
  try {
    return gunzipSync(bytes, { maxOutputLength: smallText });
  } catch (error) {
    return { damaged: (error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE' };
  }
};

const noteOf = ({ code, message }: { code: string; message: string }, isSmall: boolean): string => {
  if (code === 'Z_BUF_ERROR') return 'the gzip is cut off: what came before the cut was read';
  const lost = isSmall ? '' : `, but for at most ${outputSize / 1024} KB`;
  return `the gzip is damaged (${message}): what came before the damage was read${lost}`;
};

const small = async function* (bytes: Buffer, note: (message: string) => void): AsyncGenerator<Uint8Array> {
  const text = gunzipped(bytes);
  if (Buffer.isBuffer(text)) {
    yield text;
    return;
  }
  const stream = inflater();
  try {
    if (text.damaged) yield* feedToDamage(stream, bytes);
    else yield* stream.feed(bytes);
    yield* stream.end();
  } finally {
    stream.close();
  }
  const failure = stream.failure();
  if (failure) note(noteOf(failure, text.damaged));
};

const large = async function* (
  chunks: AsyncIterable<Uint8Array>,
  note: (message: string) => void,
): AsyncGenerator<Uint8Array> {
  const stream = inflater();
  try {
    for await (const chunk of chunks) {
      yield* stream.feed(chunk);
      if (stream.failure()) break;
    }
    yield* stream.end();
  } finally {
    stream.close();
  }
  const failure = stream.failure();
  if (failure) note(noteOf(failure, false));
};

/** The text of a file, uncompressed if it is gzip by its first bytes. What is wrong with the gzip is noted, never thrown. */
export const uncompressed = async function* (
  chunks: AsyncIterable<Uint8Array>,
  note: (message: string) => void,
): AsyncGenerator<Uint8Array> {
  const { head, all } = await peeked(chunks, 3);
  if (!isGzip(head)) {
    yield* all;
    return;
  }
  const start = await peeked(all, smallGzip);
  yield* start.isWhole ? small(start.head, note) : large(start.all, note);
};
