import { createHash } from 'node:crypto';

const digestOf = (seed: string): string => createHash('sha256').update(`sagewatch example week\n${seed}`).digest('hex');

/** A UUID that is always the same for the same seed. */
export const uuidOf = (seed: string): string => {
  const hex = digestOf(seed);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};

/** Hexadecimal digits that are always the same for the same seed. */
export const hexOf = (seed: string, length: number): string => digestOf(seed).slice(0, length);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits that are always the same for the same seed. */
export const wordOf = (seed: string, length: number): string =>
  Array.from({ length }, (_, index) => {
    const hex = digestOf(`${seed}\n${Math.floor(index / 32)}`);
    return letters[Number.parseInt(hex.slice((index % 32) * 2, (index % 32) * 2 + 2), 16) % letters.length];
  }).join('');

/** Numbers between 0 and 1 that only look random (mulberry32). */
export const randomOf = (seed: string) => {
  let state = Number.parseInt(digestOf(seed).slice(0, 8), 16);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (limit: number): number => Math.floor(next() * limit),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
  };
};

export type Random = ReturnType<typeof randomOf>;
