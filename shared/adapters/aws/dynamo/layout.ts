import { createHash } from 'node:crypto';
import { severities, type Severity } from '../../../core/configuration.ts';
import type { Instant } from '../../../core/instant.ts';

/** The name of an index is what its partition is; docs/data-model.md says what stands in each. */
export const indexes = {
  /** What has to be done at a time: `todo`, sorted by `at`. */
  todo: 'todo',
  /** What is found by a name or in the order of time: `list`, sorted by `place`. */
  listed: 'listed',
  severity: 'open-by-severity',
  control: 'open-by-control',
  account: 'open-by-account',
  owner: 'open-by-owner',
  /** What is there of a type in a place: `present`, sorted by `place`. */
  present: 'present',
  /** What could not be decided or read: `undecided`, sorted by `place`. */
  undecided: 'undecided',
} as const;

/** Kinds of items, for who reads the table's stream. */
export type Kind = 'ledger' | 'resource' | 'change' | 'snapshot' | 'reference' | 'finding' | 'transition' | 'other';

const digestOf = (value: string): string => createHash('sha256').update(value).digest('base64url');

/**
 * A text as part of a key: as it is (`=`), or where it is too long (keys have 2,048 and 1,024 bytes) or not valid Unicode, by
 * its hash (`~`). Two texts never come to the same.
 */
export const keyPart = (value: string, most: number): string =>
  value.isWellFormed() && Buffer.byteLength(value) <= most ? `=${value}` : `~${digestOf(JSON.stringify(value))}`;

/** A moment as text that sorts like it; before 1970 too, since hostile records tell of any year, and before and after all time. */
export const orderText = (moment: Instant): string => {
  if (!Number.isFinite(moment)) return moment > 0 ? '2' : '0';
  const whole = Math.floor(moment);
  return whole >= 0
    ? `1${String(whole).padStart(16, '0')}`
    : `0${String(whole + Number.MAX_SAFE_INTEGER).padStart(16, '0')}`;
};

/** Everything of a resource but its transitions is in one partition. */
export const resourcePartition = (resourceKey: string): string => `R${keyPart(resourceKey, 1_024)}`;

/** The key of the resource in a partition; undefined where only its hash is. */
export const resourceKeyIn = (partition: string): string | undefined =>
  partition.startsWith('R=') ? partition.slice(2) : undefined;

/** A resource's head: its version, its present, and how often others began to refer to it. */
export const headSort = '#';

export const changePrefix = 'C#';
export const changeSort = ({ order, rank, eventId }: { order: Instant; rank: number; eventId: string }): string =>
  `${changePrefix}${orderText(order)}#${rank}#${keyPart(eventId, 512)}`;

export const snapshotPrefix = 'S#';
export const snapshotSort = (order: Instant): string => `${snapshotPrefix}${orderText(order)}`;

/** Findings that can still move, and those that can not: read apart, since a resource can have very many of the latter. */
export const movingPrefix = 'F#';
export const archivedPrefix = 'A#';

export const referencePrefix = 'E#';
export const referenceSort = (role: string, from: string): string =>
  `${referencePrefix}${keyPart(`${role}\n${from}`, 900)}`;

export const transitionPartition = (findingId: string): string => `T${keyPart(findingId, 512)}`;
export const transitionSort = (at: Instant, id: string): string => `${orderText(at)}#${keyPart(id, 512)}`;

export const ledgerKey = (key: Uint8Array): { pk: string; sk: string } => ({
  pk: `L=${Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('base64url')}`,
  sk: '#',
});

export const textPartition = (hash: string): string => `X=${hash}`;
export const pieceSort = (index: number): string => String(index).padStart(6, '0');

/** A commit that is too large for one transaction: its record, and before it in the partition the pieces of its plan. */
export const stagedPartition = (id: string): string => `W=${id}`;
export const recordSort = '#';

export const metaPartition = 'M';
export const latestSort = 'latest';
export const checkpointSort = (name: string): string => `checkpoint${keyPart(name, 900)}`;

export const quarantinePartition = 'Q';

/** What is remembered by a name is in a partition of its own. */
export const bookPartition = (name: string): string => `B${keyPart(name, 1_024)}`;

/** What stands in `todo`: resources to be judged again, findings that end by themselves, notices to give, commits to finish. */
export type Todo = 'due' | 'expiring' | 'pending' | 'staged';

export const resourceList = 'resource';
export const runList = 'run';
export const findingList = (id: string): string => `finding${keyPart(id.slice(0, 1), 8)}`;
export const findingLists: readonly string[] = Array.from({ length: 16 }, (_, digit) =>
  findingList(digit.toString(16)),
);

/** Letter case as SQLite's LIKE ignores it, so that both stores find the same. */
export const folded = (value: string): string => value.replaceAll(/[A-Z]+/g, (upper) => upper.toLowerCase());

const lastPartOf = (name: string): string => name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);

/** Where a resource or a job stands in its list: by the last part of its name, which is the last part of its ARN too. */
export const placeOfName = (name: string): string => `${keyPart(folded(lastPartOf(name)), 512)}\n`;

/** What is there of a type in an account and a Region. */
export const presentList = (type: string, { account, region }: { account: string; region: string }): string =>
  keyPart(`${type} ${account} ${region}`, 1_024);
export const undecidedList = 'undecided';

/** Lists of transitions are by the month in which they were recorded, so that no list grows for ever. */
export const monthOf = (recorded: Instant): string => new Date(recorded).toISOString().slice(0, 7);
export const transitionList = (month: string): string => `transition=${month}`;

export const severityRank = (severity: Severity): number => severities.indexOf(severity);
/** The sort key of an open finding in all four indexes: it tells what most questions ask, so that few bodies are read in vain. */
export const openPlace = (severity: Severity, controlId: string, account: string, id: string): string =>
  [severityRank(severity), keyPart(controlId, 200), keyPart(account, 200), keyPart(id, 200)].join('#');
