/** The same bytes as a Buffer, without copying them. */
export const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/**
 * The first bytes of a stream, at least as many as are wanted if it has them, and the whole of it, those bytes included.
 * Who does not read the whole closes it.
 */
export const peeked = async (chunks: AsyncIterable<Uint8Array>, wanted: number) => {
  const iterator = chunks[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  while (length < wanted && !isWhole) {
    const next = await iterator.next();
    if (next.done) isWhole = true;
    else {
      parts.push(next.value);
      length += next.value.length;
    }
  }
  const [only] = parts;
  const head = only && parts.length === 1 ? bufferOf(only) : Buffer.concat(parts);

  const all = async function* (): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      if (!isWhole) yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      // Whoever stops early closes the file too.
      await iterator.return?.();
    }
  };
  return { head, isWhole, all: all(), close: async () => void (await iterator.return?.()) };
};
