import type { Source } from '../../../ports.ts';

/** Standard input, or any other stream of bytes, as one file. */
export const standardInput = (stream: AsyncIterable<Uint8Array>): Source => ({
  files: (async function* () {
    yield { name: 'standard input', open: () => stream };
  })(),
  measure: async () => ({}),
});
