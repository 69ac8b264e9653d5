import type { DatabaseSync } from 'node:sqlite';

/** Each entry brings the schema one version further; entries are never changed, only added. */
const migrations: readonly string[] = [
  `
  create table meta (name text primary key, value text not null) without rowid;
  -- 16 bytes an event and nothing else: most events are irrelevant, and only have to be known again.
  create table ledger (key blob primary key) without rowid;
  create table resources (
    key text primary key,
    type text not null,
    name text not null,
    account text not null,
    due integer,
    body text not null
  ) without rowid;
  create index resources_due on resources (due) where due is not null;
  create table changes (
    resource text not null,
    ordered integer not null,
    rank integer not null,
    event text not null,
    body text not null,
    primary key (resource, ordered, rank, event)
  ) without rowid;
  -- Every so many changes: what comes late is told anew from the one before it, not from the beginning.
  create table snapshots (
    resource text not null,
    ordered integer not null,
    body text not null,
    primary key (resource, ordered)
  ) without rowid;
  create table edges (
    referred text not null,
    referrer text not null,
    role text not null,
    primary key (referred, referrer, role)
  ) without rowid;
  create table findings (
    id text primary key,
    resource text not null,
    control text not null,
    principal text not null,
    incarnation integer not null,
    status text not null,
    severity text not null,
    account text not null,
    arn text not null,
    first integer not null,
    seen integer not null,
    expires integer,
    archived integer not null default 0,
    body text not null
  ) without rowid;
  create index findings_of_resource on findings (resource, archived);
  create index findings_open on findings (status, severity);
  create index findings_expiring on findings (expires) where expires is not null and status = 'open';
  create table transitions (
    sequence integer primary key,
    id text not null unique,
    finding text not null,
    at integer not null,
    change text not null,
    -- Told to nobody yet; the channels that notices go through set it to null.
    pending integer default 1,
    body text not null
  );
  create index transitions_of_finding on transitions (finding);
  create table quarantine (
    sequence integer primary key,
    file text not null,
    position integer not null,
    reason text not null,
    length integer not null,
    sha256 text not null,
    raw text not null,
    unique (file, position, sha256)
  );
  `,
  `
  -- When it was written, in milliseconds of the machine's time; 0: before that was kept.
  alter table transitions add column recorded integer not null default 0;
  create index transitions_recorded on transitions (recorded, sequence);
  create index transitions_pending on transitions (sequence) where pending is not null;
  `,
  `
  create table book (name text primary key, version integer not null, until integer, body text not null) without rowid;
  `,
  `
  -- Account and Region of what is there for all that is known; null: it is gone.
  alter table resources add column present text;
  -- 1: a control could not decide, or it could not be read.
  alter table resources add column undecided integer;
  update resources set present = account || ' ' || json_extract(body, '$.resource.region')
    where json_extract(body, '$.exists') is not 0;
  update resources set undecided = 1 where json_extract(body, '$.undecided') is not null;
  create index resources_present on resources (type, present) where present is not null;
  create index resources_undecided on resources (key) where undecided is not null;
  `,
];

/** Brings the database's schema up to date. Throws when it was written by a newer Sagewatch. */
export const migrate = (database: DatabaseSync): void => {
  const { user_version: version } = database.prepare('pragma user_version').get() as { user_version: number };
  if (version > migrations.length) {
    throw new Error(
      `the store was written by a newer version of Sagewatch (schema ${version}): update Sagewatch to read it`,
    );
  }
  for (let next = version; next < migrations.length; next++) {
    database.exec(`begin immediate; ${migrations[next]}; pragma user_version = ${next + 1}; commit`);
  }
};
