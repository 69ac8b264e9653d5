import { createHash } from 'node:crypto';
import type { Item } from './log-item.ts';

/** How many bytes are kept, as text, of what cannot be read. */
export const keptText = 64 * 1024;
/** The end is held back until it is known to be the end, so that separators can be cut off it. */
const heldBack = 64;

/** Gathers a piece that cannot be read: its hash and length while it streams by, and no more of its bytes than are kept. */
export const brokenPiece = (position: number) => {
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  let length = 0;
  let tail = Buffer.alloc(0);

  const take = (bytes: Buffer) => {
    hash.update(bytes);
    if (length < keptText) kept.push(Buffer.from(bytes.subarray(0, keptText - length)));
    length += bytes.length;
  };

  return {
    add: (bytes: Buffer): void => {
      if (bytes.length >= heldBack) {
        take(tail);
        take(bytes.subarray(0, -heldBack));
        tail = Buffer.from(bytes.subarray(-heldBack));
        return;
      }
      const both = Buffer.concat([tail, bytes]);
      const cut = Math.max(0, both.length - heldBack);
      take(both.subarray(0, cut));
      tail = both.subarray(cut);
    },
    finish: (reason: string): Item => {
      const end = /[ \t\r\n,]*$/.exec(tail.toString('latin1'))!.index;
      take(tail.subarray(0, end));
      const text = Buffer.concat(kept).toString();
      return { kind: 'broken', position, reason, text, length, sha256: hash.digest('hex') };
    },
  };
};

export type BrokenPiece = ReturnType<typeof brokenPiece>;
