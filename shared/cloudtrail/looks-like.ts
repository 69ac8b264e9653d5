import { isMembers } from '../core/trail-record.ts';

const recordMembers = [
  'eventVersion',
  'eventName',
  'eventSource',
  'eventID',
  'detail-type',
  'CloudTrailEvent',
  'EventId',
];

/** Whether a value has a member by which a record, an EventBridge envelope or a looked-up event is known. */
export const looksLikeRecord = (value: unknown): boolean =>
  isMembers(value) && recordMembers.some((member) => Object.hasOwn(value, member));

/** Whether a value has what every record of its kind has, so that it cannot be a part of another. */
export const isSurelyRecord = (value: unknown): boolean =>
  isMembers(value) &&
  (isMembers(value['userIdentity']) || isMembers(value['detail']) || typeof value['CloudTrailEvent'] === 'string') &&
  ['eventID', 'id', 'EventId'].some((member) => typeof value[member] === 'string');

const traces = new RegExp(`"(?:${[...recordMembers, 'Records'].join('|')})"`);

const digest = /"digest(?:StartTime|S3Bucket)"/;

/** Whether text that cannot be parsed was a piece of a trail log: it names a record's member, or ends before it could. */
export const hadRecords = (text: string, isCutOff: boolean): boolean =>
  traces.test(text) || (isCutOff && /^\{\s*(?:"|$)/.test(text) && !digest.test(text));

/** What a value that is no record looks like, for the people who wonder why the file was skipped. */
export const descriptionOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'other JSON (a list)';
  if (!isMembers(value)) return 'other JSON (no object)';
  if ('digestStartTime' in value || 'digestS3Bucket' in value) return 'a CloudTrail digest file';
  const members = Object.keys(value);
  const first = members.slice(0, 4).map((member) => JSON.stringify(member.slice(0, 40)));
  if (first.length === 0) return 'other JSON (an empty object)';
  return `other JSON (with ${first.join(', ')}${members.length > first.length ? ', …' : ''})`;
};

/** What text that is not one JSON value looks like. */
export const descriptionOfText = (text: string): string => {
  if (digest.test(text)) return 'a CloudTrail digest file';
  return /^\s*[{[]\s*["{[]/.test(text) ? 'other JSON' : 'text, not JSON';
};

const magics: [string, string][] = [
  ['504b0304', 'a ZIP archive'],
  ['50415231', 'a Parquet file'],
  ['28b52ffd', 'a Zstandard file'],
  ['425a68', 'a bzip2 file'],
  ['1f8b', 'gzip within gzip'],
  ['fffe', 'UTF-16 text: convert it to UTF-8'],
  ['feff', 'UTF-16 text: convert it to UTF-8'],
];

/** What a file that does not begin like JSON is, by its first bytes. */
export const descriptionOfStart = (bytes: Buffer): string => {
  const hex = bytes.toString('hex', 0, 4);
  const known = magics.find(([magic]) => hex.startsWith(magic));
  if (known) return known[1];
  return bytes.includes(0) ? 'binary data' : 'text, not JSON';
};
