import { days, hours, minutes, type Instant } from '../core/instant.ts';

/** From a moment on, and before another. */
interface Span {
  from: Instant;
  to: Instant;
}

const logFile = /_CloudTrail_[a-z0-9-]+_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/;
const datedFolder = /(?:^|\/)CloudTrail\/[a-z]{2,}(?:-[a-z]+)+-\d+\/(\d{4})(?:\/(\d\d)(?:\/(\d\d))?)?\/?$/;

/** When CloudTrail delivered a log file, as its name says to the minute. */
export const deliveredAt = (path: string): Instant | undefined => {
  const match = logFile.exec(path);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
};

const folderSpan = (path: string): Span | undefined => {
  const [, year, month, day] = datedFolder.exec(path) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return { from: Date.UTC(Number(year), 0), to: Date.UTC(Number(year) + 1, 0) };
  if (day === undefined)
    return { from: Date.UTC(Number(year), Number(month) - 1), to: Date.UTC(Number(year), Number(month)) };
  const from = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return { from, to: from + days(1) };
};

const deliverySpan = (path: string): Span | undefined => {
  const at = deliveredAt(path);
  return at === undefined ? folderSpan(path) : { from: at, to: at + minutes(1) };
};

/** Records may be delivered late; what comes later than this is not looked for. */
const latestDelivery = hours(24);
/** A record is older than the delivery of its file, up to what clocks differ. */
const slack = minutes(5);

/**
 * Whether a file or folder may hold records of a period, by CloudTrail's own key layout
 * (`…/CloudTrail/REGION/YYYY/MM/DD/…_CloudTrail_REGION_YYYYMMDDTHHmmZ_….json.gz`). Whatever is named otherwise may.
 */
export const mayHoldRecordsOf = (path: string, { since, until }: { since: Instant; until: Instant }): boolean => {
  const span = deliverySpan(path);
  return !span || (span.to + slack > since && span.from < until + latestDelivery);
};

/** Folders beside `CloudTrail` that hold no records: hashes of log files, and statistics about records. */
export const isBesideTheTrail = (name: string): boolean => /^CloudTrail-(Digest|Insight)/.test(name);

/** Log files in the order of their delivery, whatever account and Region they are of; what is named otherwise first. */
export const byDelivery = <File>(files: readonly File[], nameOf: (file: File) => string): File[] =>
  files
    .map((file) => ({ file, name: nameOf(file), at: deliveredAt(nameOf(file)) ?? 0 }))
    .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ file }) => file);
