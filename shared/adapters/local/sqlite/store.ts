import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Change } from '../../../core/change.ts';
import { severities, type Severity } from '../../../core/configuration.ts';
import type { Finding, Transition } from '../../../core/finding.ts';
import type { Known } from '../../../core/known.ts';
import type { BookEntry, Clock, FindingQuery, Quarantined, Store } from '../../../ports.ts';
import { systemClock } from '../clock.ts';
import { bodies, presentIn, sqliteBatch } from './batch.ts';
import { migrate } from './schema.ts';
import { statements } from './statements.ts';

/** `*` of the command line as SQL: LIKE ignores letter case, as people do. */
const like = (pattern: string): string => pattern.replace(/[\\%_]/g, (special) => `\\${special}`).replaceAll('*', '%');

const opened = (file: string): DatabaseSync => {
  if (file !== ':memory:') mkdirSync(dirname(resolve(file)), { recursive: true });
  try {
    const database = new DatabaseSync(file, { timeout: 10_000 });
    // With the write-ahead log and NORMAL a kill at any moment leaves whole transactions only.
    database.exec(
      'pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -32000; pragma temp_store = memory',
    );
    migrate(database);
    return database;
  } catch (error) {
    throw new Error(`the store ${file} cannot be opened: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
};

const conditionsOf = ({
  status,
  severity,
  control,
  resource,
  account,
  owner,
}: FindingQuery): [string, SQLInputValue[]] => {
  const conditions: [string, SQLInputValue[]][] = [];
  if (status) conditions.push(['status = ?', [status]]);
  if (severity)
    conditions.push([
      `severity in (${severities
        .slice(0, severities.indexOf(severity) + 1)
        .map(() => '?')
        .join(', ')})`,
      severities.slice(0, severities.indexOf(severity) + 1),
    ]);
  if (control) conditions.push(["control like ? escape '\\'", [like(control)]]);
  if (resource)
    conditions.push([
      "(arn like ? escape '\\' or arn like ? escape '\\' or arn like ? escape '\\')",
      [like(resource), `%/${like(resource)}`, `%:${like(resource)}`],
    ]);
  if (account) conditions.push(['account = ?', [account]]);
  if (owner) conditions.push(["json_extract(body, '$.placement.owner') = ?", [owner]]);
  return [conditions.map(([sql]) => sql).join(' and ') || '1', conditions.flatMap(([, values]) => values)];
};

const resourcesNamed =
  "select body from resources where key like ?1 escape '\\' or name like ?1 escape '\\' or key like '%/' || ?1 escape '\\' order by key";

/** A job is no resource of its own: its history is in its workload's. Walks through all changes, for who asks by hand. */
const workloadsThatRan = `select body from resources where key in (
  select distinct resource from changes
  where json_extract(body, '$.run.name') like ?1 escape '\\' or json_extract(body, '$.run.arn') like ?1 escape '\\'
) order by key`;

const bySeverity = `case severity ${severities.map((severity, index) => `when '${severity}' then ${index}`).join(' ')} end`;

/**
 * The embedded store: one SQLite file, or `:memory:`. Throws when the file cannot be opened, is no store, or was written
 * by a newer version.
 */
export const sqliteStore = (file: string, clock: Clock = systemClock): Store => {
  const database = opened(file);
  const sql = statements(database);
  const metaOf = (name: string) => (sql.meta.get(name) as { value: string } | undefined)?.value;

  return {
    begin: async (keys) => sqliteBatch(database, sql, keys, clock),
    findings: async function* (query) {
      const [where, values] = conditionsOf(query);
      const rows = database
        .prepare(`select body from findings where ${where} order by ${bySeverity}, seen, id`)
        .iterate(...values);
      for (const row of rows) yield JSON.parse((row as { body: string }).body) as Finding;
    },
    finding: async (id) => {
      const found = bodies<Finding>(sql.finding.all(id, id));
      return found.length > 1 ? 'ambiguous' : found[0];
    },
    transitionsOf: async (findingId) => bodies<Transition>(sql.transitionsOf.all(findingId)),
    transitionsSince: async function* (moment) {
      yield* bodies<Transition>(sql.transitionsSince.all(moment));
    },
    pendingTransitions: async (limit) => bodies<Transition>(sql.pendingTransitions.all(limit)),
    markSent: async (transitions) => {
      for (const { id } of transitions) sql.markSent.run(id);
    },
    history: async (key) => bodies<Change>(sql.history.all(key)),
    resources: async (named) => {
      const found = bodies<Known>(database.prepare(resourcesNamed).all(like(named)));
      return found.length > 0 ? found : bodies<Known>(database.prepare(workloadsThatRan).all(like(named)));
    },
    referring: async (key, most) => {
      const keys = (sql.referring.all(key, most + 1) as { referrer: string }[]).map(({ referrer }) => referrer);
      const rows = keys.slice(0, most).map((each) => sql.resource.get(each));
      return { known: bodies<Known>(rows.filter((row) => row !== undefined)), isAll: keys.length <= most };
    },
    present: async function* (type, place) {
      for (const { key } of sql.present.all(type, presentIn(place)) as { key: string }[]) yield key;
    },
    undecided: async function* () {
      yield* bodies<Known>(sql.undecided.all());
    },
    open: async () => {
      const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
      for (const row of sql.open.all() as { severity: Severity; count: number }[]) counts[row.severity] = row.count;
      return counts;
    },
    quarantined: async function* () {
      const rows = database
        .prepare('select file, position, reason, length, sha256, raw as text from quarantine order by sequence')
        .iterate();
      for (const row of rows) yield { ...row } as unknown as Quarantined;
    },
    entries: async (names) => {
      const found = new Map<string, BookEntry>();
      for (const name of names) {
        const row = sql.bookEntry.get(name, clock.now()) as { version: number; body: string } | undefined;
        if (row) found.set(name, { value: JSON.parse(row.body), version: row.version });
      }
      return found;
    },
    write: async (name, value, version, until) => {
      const body = JSON.stringify(value);
      const { changes } =
        version === 0
          ? sql.addBookEntry.run(name, until ?? null, body, clock.now())
          : sql.setBookEntry.run(name, version, until ?? null, body);
      return changes > 0;
    },
    latest: async () => {
      const latest = metaOf('latest');
      return latest === undefined ? undefined : Number(latest);
    },
    checkpoint: async (name) => metaOf(`checkpoint:${name}`),
    close: async () => database.close(),
  };
};
