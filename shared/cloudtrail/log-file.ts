import type { Item } from './log-item.ts';
import { descriptionOf, descriptionOfStart, descriptionOfText, hadRecords, looksLikeRecord } from './looks-like.ts';
import { peeked } from './peeked.ts';
import { nextStart } from './record-start.ts';
import { cutOff } from './split-recovery.ts';
import { splitter } from './split.ts';
import { uncompressed } from './uncompressed.ts';
import { beginsLikeLog, wholeLog, wholeUpTo } from './whole-log.ts';

export type { Item } from './log-item.ts';

/** In a file that does not begin like JSON, a record must start within its first bytes; otherwise it is read no further. */
const sniffed = 64 * 1024;
/** How much is split at once: what it yields is in memory together. */
const portion = 256 * 1024;
/** How much of a file without a sign of a record is read before it is given up. */
const mostHeld = { items: 100, bytes: 1024 * 1024 };

/** The first byte that is neither white space nor of a byte order mark. */
const firstByte = (head: Buffer) => head.find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte));

const mayHoldRecords = (head: Buffer): boolean => {
  const first = firstByte(head);
  if (first === 0x7b || first === 0x5b) return true;
  const end = Math.min(head.length, sniffed);
  const search = { from: 0, to: end, floor: 0, end: head.length, final: true, alsoLikely: false };
  return nextStart(head, search).found !== undefined;
};

const isSign = (item: Item): boolean => {
  if (item.kind === 'record') return looksLikeRecord(item.value);
  return item.kind === 'broken' && hadRecords(item.text, item.reason === cutOff);
};

const sizeOf = (item: Item): number =>
  item.kind === 'record' ? item.raw.length : item.kind === 'broken' ? item.text.length : 0;

const kept = (item: Item): Item => (item.kind === 'record' ? { ...item, raw: Buffer.from(item.raw) } : item);

const skippedAs = (item: Item): Item => ({
  kind: 'skipped',
  reason:
    item.kind === 'record' ? descriptionOf(item.value) : item.kind === 'broken' ? descriptionOfText(item.text) : '',
});

/** The records of a text. Until something shows that it is a trail log, what is read is held back: else the file is skipped. */
const recordsOf = async function* (text: AsyncIterable<Uint8Array>): AsyncGenerator<Item[]> {
  const { push, end, isTrail } = splitter();
  let held: Item[] = [];
  let isKnown = false;
  const judged = (items: Item[]): Item[] => {
    isKnown ||= isTrail() || items.some(isSign);
    if (!isKnown) {
      held.push(...items.map(kept));
      return [];
    }
    const all = held.length > 0 ? [...held, ...items] : items;
    held = [];
    return all;
  };
  const isHopeless = () =>
    held.length > mostHeld.items || held.reduce((sum, item) => sum + sizeOf(item), 0) > mostHeld.bytes;

  for await (const chunk of text) {
    for (let at = 0; at < chunk.length; at += portion) {
      const items = judged(push(chunk.subarray(at, at + portion)));
      if (items.length > 0) yield items;
    }
    if (isHopeless()) break;
  }
  const items = isHopeless() ? [] : judged(end());
  if (items.length > 0) yield items;
  const first = held.find(({ kind }) => kind !== 'note');
  if (first) yield [skippedAs(first)];
};

/**
 * Reads what CloudTrail, EventBridge or LookupEvents wrote, plain or gzip, whatever its form, in flat memory. Content never
 * makes it throw: what cannot be read comes out as `broken`, a file that is no trail log as `skipped`.
 */
export const readLog = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Item[]> {
  const notes: string[] = [];
  let peek = await peeked(
    uncompressed(chunks, (message) => notes.push(message)),
    sniffed,
  );
  if (!peek.isWhole && beginsLikeLog(peek.head)) peek = await peeked(peek.all, wholeUpTo + 1);
  const { head, all, close, isWhole } = peek;
  try {
    const whole = isWhole ? wholeLog(head) : undefined;
    if (firstByte(head) === undefined && head.length < sniffed) {
      yield [{ kind: 'skipped', reason: notes.length > 0 ? 'nothing could be uncompressed' : 'empty' }];
    } else if (whole) yield whole;
    else if (mayHoldRecords(head)) yield* recordsOf(all);
    else yield [{ kind: 'skipped', reason: descriptionOfStart(head) }];
  } finally {
    await close();
  }
  if (notes.length > 0) yield notes.map((message) => ({ kind: 'note', message }) as const);
};
