import { createGunzip } from 'node:zlib';

/** What is given to zlib at once: a thousandfold expansion of it still fits in memory. */
const slice = 16 * 1024;
/** What zlib has begun to write when it meets damage is lost: no more than this. */
export const outputSize = 16 * 1024;

interface Failure {
  code: string;
  message: string;
}

/** A gunzip that hands over what it has made before it fails, and fails by saying so. */
export const inflater = () => {
  const gunzip = createGunzip({ chunkSize: outputSize });
  let made: Buffer[] = [];
  let failure: Failure | undefined;
  let wake = () => {};
  // A listener and not an iterator: an iterator drops what it has not read yet when the stream fails.
  gunzip.on('data', (chunk: Buffer) => made.push(chunk));
  gunzip.on('error', ({ message, code }: NodeJS.ErrnoException) => {
    failure = { message, code: code ?? '' };
  });
  gunzip.on('close', () => wake());

  const after = async (act: (callback: () => void) => void): Promise<Buffer[]> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    act(resolve);
    await promise;
    const chunks = made;
    made = [];
    return chunks;
  };

  return {
    feed: async function* (bytes: Uint8Array, size = slice): AsyncGenerator<Buffer> {
      for (let at = 0; at < bytes.length; at += size) {
        if (failure) return;
        const piece = bytes.subarray(at, at + size);
        yield* await after((callback) => gunzip.write(piece, callback));
      }
    },
    end: async function* (): AsyncGenerator<Buffer> {
      if (!failure) yield* await after(() => gunzip.end());
    },
    failure: () => failure,
    close: () => gunzip.destroy(),
  };
};

export type Inflater = ReturnType<typeof inflater>;

/** Small enough to be fed byte by byte in no time. */
const probed = 1024;

/** Where the slice starts at which zlib fails; the end of the gzip if it never does. */
const failingSlice = async (bytes: Uint8Array): Promise<number> => {
  const probe = inflater();
  let at = 0;
  for (; at < bytes.length; at += probed) {
    for await (const _ of probe.feed(bytes.subarray(at, at + probed)));
    if (probe.failure()) break;
  }
  probe.close();
  return at;
};

/** Feeds a damaged gzip so that nothing before the damage is lost: byte by byte where it is. */
export const feedToDamage = async function* (stream: Inflater, bytes: Uint8Array): AsyncGenerator<Buffer> {
  const damage = await failingSlice(bytes);
  yield* stream.feed(bytes.subarray(0, damage), probed);
  yield* stream.feed(bytes.subarray(damage), 1);
};
