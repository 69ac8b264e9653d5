import { newline, openBrace } from './ascii.ts';

/** How many bytes before and behind a brace say whether a record starts there. */
export const lookBehind = 96;
export const lookAhead = 160;

/** How AWS writes the start of a record, an envelope, a looked-up event and a log file. Nothing inside a record looks like it. */
const certain =
  /^\{[ \t\r\n]{0,64}"(?:eventVersion"|EventId"|(?:Records|Events)"[ \t\r\n]{0,8}:[ \t\r\n]{0,8}\[|version"[ \t\r\n]{0,8}:[ \t\r\n]{0,8}"0"[ \t\r\n]{0,8},)/;

/** How they start when somebody has sorted their keys. An object inside a record may look the same. */
const likely = /^\{[ \t\r\n]{0,64}"(?:additionalEventData|apiVersion|awsRegion|account|AccessKeyId|CloudTrailEvent)"/;

/**
 * What is a member's value is no record of its own: an envelope's detail is not, and whoever names a hyperparameter
 * "eventVersion" must not make a record of it. Only the list of a log file that lost its bracket is excepted.
 */
const isMember = /:[ \t\r\n]{0,64}$/;
const isList = /"(?:Records|Events)"[ \t\r\n]{0,8}:[ \t\r\n]{0,64}$/;

/** Whether a record starts at this brace, as far as its first bytes show. A brace that begins a line begins a value. */
const startsAt = (bytes: Buffer, at: number, floor: number, end: number, alsoLikely: boolean): boolean => {
  if (at > floor && bytes[at - 1] === newline) return true;
  const ahead = bytes.toString('latin1', at, Math.min(at + lookAhead, end));
  if (!certain.test(ahead) && !(alsoLikely && likely.test(ahead))) return false;
  const behind = bytes.toString('latin1', Math.max(floor, at - lookBehind), at);
  return !isMember.test(behind) || isList.test(behind);
};

/** Where to look: from `from` to before `to`, with nothing before `floor` and nothing from `end` on taken into account. */
export interface Search {
  from: number;
  to: number;
  floor: number;
  end: number;
  /** No bytes will follow `end`. */
  final: boolean;
  alsoLikely: boolean;
}

/** The next record start: `found`, or else how far it is certain that there is `none`. */
export const nextStart = (bytes: Buffer, { from, to, floor, end, final, alsoLikely }: Search) => {
  for (let at = from; ; at++) {
    at = bytes.indexOf(openBrace, at);
    if (at < 0 || at >= to) return { found: undefined, none: to };
    if (!final && at + lookAhead > end) return { found: undefined, none: at };
    if (startsAt(bytes, at, floor, end, alsoLikely)) return { found: at, none: at };
  }
};

/** Whether what starts at this brace is a log file or LookupEvents output of its own, not one record. */
export const startsList = (bytes: Buffer, at: number): boolean =>
  /^\{[ \t\r\n]{0,64}"(?:Records|Events)"/.test(bytes.toString('latin1', at, at + lookAhead));
