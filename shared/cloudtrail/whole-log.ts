import type { Item } from './log-item.ts';
import { isSurelyRecord } from './looks-like.ts';
import { parsed } from './split-recovery.ts';
import { splitter } from './split.ts';

/** Texts up to this size are parsed whole: no record in one can be larger than a record may be. */
export const wholeUpTo = 1024 * 1024;

const start = Buffer.from('{"Records":[');
const listName = Buffer.from('"Records"');

/** Whether a text begins as CloudTrail's log files do. */
export const beginsLikeLog = (head: Buffer): boolean =>
  head.length >= start.length && head.compare(start, 0, start.length, 0, start.length) === 0;

/**
 * The records of a small log file that has no damage: parsed at once, which is what a file costs at least. Undefined for
 * anything else, which then is read bracket by bracket. Where a record stands is worked out only if somebody asks.
 */
export const wholeLog = (bytes: Buffer): Item[] | undefined => {
  if (bytes.length > wholeUpTo || !beginsLikeLog(bytes)) return undefined;
  // A second list under the same name: JSON.parse keeps the last one and says nothing of the first.
  if (bytes.includes(listName, start.length)) return undefined;
  const file = parsed(bytes.toString('utf8'))?.value;
  if (typeof file !== 'object' || file === null) return undefined;
  const { Records: records, ...rest } = file as { Records: unknown };
  if (Object.keys(rest).length > 0 || !Array.isArray(records) || !records.every(isSurelyRecord)) return undefined;

  let located: Item[] | undefined;
  const locate = (index: number): Extract<Item, { kind: 'record' }> | undefined => {
    if (!located) {
      const { push, end } = splitter();
      located = [...push(bytes), ...end()];
    }
    const item = located[index];
    return item?.kind === 'record' ? item : undefined;
  };
  return records.map((value: unknown, index) => ({
    kind: 'record',
    value,
    get position() {
      return locate(index)?.position ?? 0;
    },
    get raw() {
      return locate(index)?.raw ?? bytes;
    },
  }));
};
