import type { BrokenPiece } from './broken-piece.ts';
import type { Item } from './log-item.ts';
import { bufferOf } from './peeked.ts';
import type { Scan } from './scan.ts';

/** Where a splitter stands. Indices are into `bytes`, whose first byte is byte `base` of the text. */
export interface State {
  bytes: Buffer;
  /** The memory that `bytes` is a part of, where it was put together here. */
  store: Buffer;
  base: number;
  /** The first byte that is not dealt with: the start of the value being read. */
  pos: number;
  /** No more bytes will come. */
  final: boolean;
  /** The lists that are open, and whether one is the list of a log file, with an object around it. */
  lists: ('array' | 'records')[];
  /** Behind such a list, before the end of its object. */
  inTail: boolean;
  scan: Scan | undefined;
  broken: { piece: BrokenPiece; reason: string; searched: number } | undefined;
  damages: number;
  /** How many more records are read with suspicion. */
  careful: number;
  isTrail: boolean;
  items: Item[];
}

/** The start of a text. */
export const newState = (): State => ({
  bytes: Buffer.alloc(0),
  store: Buffer.alloc(0),
  base: 0,
  pos: 0,
  final: false,
  lists: [],
  inTail: false,
  scan: undefined,
  broken: undefined,
  damages: 0,
  careful: 0,
  isTrail: false,
  items: [],
});

/** The rest of `bytes` and what has arrived, in one piece. Room is made for more, so that a long value is not copied each time. */
const joined = ({ bytes, pos, store }: State, arrived: Buffer) => {
  const start = bytes.byteOffset - store.byteOffset + pos;
  const end = start + bytes.length - pos;
  const hasRoom = bytes.buffer === store.buffer && end + arrived.length <= store.length;
  if (hasRoom) {
    store.set(arrived, end);
    return { store, bytes: store.subarray(start, end + arrived.length) };
  }
  const rest = bytes.subarray(pos);
  const roomy = Buffer.allocUnsafeSlow(2 * (rest.length + arrived.length));
  roomy.set(rest);
  roomy.set(arrived, rest.length);
  return { store: roomy, bytes: roomy.subarray(0, rest.length + arrived.length) };
};

/** Lets go of what is dealt with, and appends what has arrived. */
export const moved = (state: State, chunk: Uint8Array): void => {
  const { bytes, pos, scan, broken } = state;
  const arrived = bufferOf(chunk);
  Object.assign(state, pos === bytes.length ? { bytes: arrived } : joined(state, arrived));
  state.base += pos;
  state.pos = 0;
  if (scan) scan.at -= pos;
  if (broken) broken.searched -= pos;
};
