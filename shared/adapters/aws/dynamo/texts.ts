import { number, numberIn, text, textIn, type Item } from './attributes.ts';
import { pieceSort, textPartition } from './layout.ts';
import { piecesOf, type TextsOf } from './packed.ts';
import type { Table } from './table.ts';

/** Long texts, each stored once under its hash. They never change and never end: whatever cites one finds it. */
export interface Texts {
  of: TextsOf;
  /** Stores those that are not known to be stored. Without harm where nothing comes to cite them. */
  keep(texts: ReadonlyMap<string, string>): Promise<void>;
}

/** In characters: what one writer of the store keeps at hand of them. */
const mostAtHand = 8_000_000;

const pieceItem = (hash: string, piece: string, index: number, count: number): Item => ({
  pk: text(textPartition(hash)),
  sk: text(pieceSort(index)),
  kind: text('other'),
  text: text(piece),
  ...(index === 0 && { pieces: number(count) }),
});

/** What is read is at most so many characters, the oldest forgotten first. */
const memory = () => {
  const kept = new Map<string, string>();
  let characters = 0;
  return {
    get: (hash: string) => kept.get(hash),
    set: (hash: string, value: string): void => {
      if (kept.has(hash)) return;
      kept.set(hash, value);
      characters += value.length;
      for (const [oldest, { length }] of kept) {
        if (characters <= mostAtHand) break;
        kept.delete(oldest);
        characters -= length;
      }
    },
  };
};

export const textsIn = (table: Table): Texts => {
  const atHand = memory();
  const keysOf = (hash: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => ({ pk: textPartition(hash), sk: pieceSort(from + index) }));

  const read = async (hashes: readonly string[], stale?: 'stale'): Promise<Map<string, string>> => {
    const firsts = await table.getAll(
      hashes.flatMap((hash) => keysOf(hash, 0, 1)),
      stale,
    );
    const found = new Map<string, string>();
    await Promise.all(
      hashes.map(async (hash, index) => {
        const count = numberIn(firsts[index], 'pieces');
        if (count === undefined) return;
        const others = await table.getAll(keysOf(hash, 1, count), stale);
        const pieces = [firsts[index], ...others].map((item) => textIn(item, 'text'));
        if (pieces.every((piece) => piece !== undefined)) found.set(hash, pieces.join(''));
      }),
    );
    return found;
  };

  return {
    of: async (hashes) => {
      const found = new Map<string, string>();
      for (const hash of hashes) {
        const value = atHand.get(hash);
        if (value !== undefined) found.set(hash, value);
      }
      // They never change: where a cheaper read finds one, it is right.
      for (const stale of ['stale', undefined] as const) {
        const missing = hashes.filter((hash) => !found.has(hash));
        if (missing.length === 0) break;
        for (const [hash, value] of await read(missing, stale)) {
          found.set(hash, value);
          atHand.set(hash, value);
        }
      }
      return found;
    },
    keep: async (texts) => {
      await Promise.all(
        [...texts].flatMap(([hash, value]) => {
          if (atHand.get(hash) !== undefined) return [];
          const pieces = piecesOf(value);
          // The first tells how many there are: it is written when they are there.
          const write = async (piece: string, index: number) => table.put(pieceItem(hash, piece, index, pieces.length));
          return [
            Promise.all(pieces.slice(1).map(async (piece, index) => write(piece, index + 1)))
              .then(async () => write(pieces[0] ?? '', 0))
              .then(() => atHand.set(hash, value)),
          ];
        }),
      );
    },
  };
};
