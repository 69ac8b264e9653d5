import type { DatabaseSync } from 'node:sqlite';

const findingColumns =
  'id, resource, control, principal, incarnation, status, severity, account, arn, first, seen, expires, body';

/** How many event keys one statement claims: one call for many is several times faster than one for each. */
export const claimedAtOnce = 200;

/** Every statement the store runs on its hot paths, prepared once. */
export const statements = (database: DatabaseSync) => ({
  claim: database.prepare('insert or ignore into ledger (key) values (?)'),
  claimMany: database.prepare(
    `insert or ignore into ledger (key) values ${Array.from({ length: claimedAtOnce }, () => '(?)').join(', ')}`,
  ),
  meta: database.prepare('select value from meta where name = ?'),
  setMeta: database.prepare('insert or replace into meta (name, value) values (?, ?)'),
  resource: database.prepare('select body from resources where key = ?'),
  setResource: database.prepare(
    'insert or replace into resources (key, type, name, account, due, present, undecided, body) values (?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  present: database.prepare('select key from resources where type = ? and present = ?'),
  undecided: database.prepare('select body from resources where undecided is not null order by key'),
  due: database.prepare('select key from resources where due <= ?'),
  referrers: database.prepare('select referrer, role from edges where referred = ?'),
  referring: database.prepare('select distinct referrer from edges where referred = ? order by referrer limit ?'),
  addEdge: database.prepare('insert or ignore into edges (referred, referrer, role) values (?, ?, ?)'),
  history: database.prepare('select body from changes where resource = ? order by ordered, rank, event'),
  historyAfter: database.prepare(
    'select body from changes where resource = ? and (ordered, rank, event) > (?, ?, ?) order by ordered, rank, event',
  ),
  snapshotBefore: database.prepare(
    'select body from snapshots where resource = ? and ordered < ? order by ordered desc limit 1',
  ),
  setSnapshot: database.prepare('insert or replace into snapshots (resource, ordered, body) values (?, ?, ?)'),
  voidSnapshots: database.prepare('delete from snapshots where resource = ? and ordered > ?'),
  addChange: database.prepare(
    'insert or ignore into changes (resource, ordered, rank, event, body) values (?, ?, ?, ?, ?)',
  ),
  moving: database.prepare('select body from findings where resource = ? and archived = 0'),
  findingsSince: database.prepare('select body from findings where resource = ? and (first > ? or archived = 0)'),
  findingById: database.prepare('select body from findings where id = ?'),
  expiring: database.prepare("select body from findings where expires <= ? and status = 'open'"),
  setFinding: database.prepare(
    `insert or replace into findings (${findingColumns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  /** What is over and has a successor can not move any more. */
  archive: database.prepare(
    "update findings set archived = 1 where resource = ? and control = ? and principal = ? and incarnation < ? and status = 'resolved' and archived = 0",
  ),
  forgetFindings: database.prepare('delete from findings where resource = ? and first > ?'),
  addTransition: database.prepare(
    'insert or ignore into transitions (id, finding, at, change, recorded, body) values (?, ?, ?, ?, ?, ?)',
  ),
  transitionsOf: database.prepare('select body from transitions where finding = ? order by at, sequence'),
  transitionsSince: database.prepare('select body from transitions where recorded >= ? order by recorded, sequence'),
  pendingTransitions: database.prepare(
    'select body from transitions where pending is not null order by sequence limit ?',
  ),
  markSent: database.prepare('update transitions set pending = null where id = ?'),
  bookEntry: database.prepare('select version, body from book where name = ?1 and (until is null or until > ?2)'),
  /** The first of a name, also in the place of what has expired. */
  addBookEntry: database.prepare(
    'insert into book (name, version, until, body) values (?1, 1, ?2, ?3) on conflict (name) do update set version = 1, until = ?2, body = ?3 where until <= ?4',
  ),
  setBookEntry: database.prepare(
    'update book set version = ?2 + 1, until = ?3, body = ?4 where name = ?1 and version = ?2',
  ),
  addQuarantined: database.prepare(
    'insert or ignore into quarantine (file, position, reason, length, sha256, raw) values (?, ?, ?, ?, ?, ?)',
  ),
  finding: database.prepare("select body from findings where id >= ? and id < ? || 'g' limit 2"),
  open: database.prepare("select severity, count(*) as count from findings where status = 'open' group by severity"),
});

export type Statements = ReturnType<typeof statements>;
