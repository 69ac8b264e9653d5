import type { DatabaseSync } from 'node:sqlite';
import { positionOf, type Change } from '../../../core/change.ts';
import type { Finding, Transition } from '../../../core/finding.ts';
import type { Instant } from '../../../core/instant.ts';
import { isUndecided, type Known } from '../../../core/known.ts';
import { resourceKey } from '../../../core/resource-ref.ts';
import type { Batch, Clock, Kept, Locality, Snapshot, Work } from '../../../ports.ts';
import { claimedAtOnce, type Statements } from './statements.ts';

/** The bodies of rows, parsed. */
export const bodies = <Body>(rows: readonly unknown[]): Body[] =>
  rows.map((row) => JSON.parse((row as { body: string }).body) as Body);

/** A place as a column holds it. */
export const presentIn = ({ account, region }: Locality): string => `${account} ${region}`;

const write = (sql: Statements, work: Work, now: Instant): void => {
  for (const change of work.changes) {
    const { order, rank, eventId } = positionOf(change);
    sql.addChange.run(resourceKey(change.resource), order, rank, eventId, JSON.stringify(change));
  }
  for (const known of work.known) {
    const { resource } = known;
    const due = known.judgeAgain?.at ?? null;
    const present = known.exists === false ? null : presentIn(resource);
    const undecided = isUndecided(known) ? 1 : null;
    const { type, name, account } = resource;
    sql.setResource.run(resourceKey(resource), type, name, account, due, present, undecided, JSON.stringify(known));
  }
  for (const { from, role, to } of work.references) sql.addEdge.run(to, from, role);
  for (const { key, since, findings } of work.retold) {
    const from = Math.max(since, firstMoment);
    sql.forgetFindings.run(key, from);
    sql.voidSnapshots.run(key, from);
    for (const finding of findings) writeFinding(sql, finding);
  }
  for (const snapshot of work.snapshots) {
    const { resource, seen } = snapshot.known;
    sql.setSnapshot.run(resourceKey(resource), seen.order, JSON.stringify(snapshot));
  }
  for (const finding of work.findings) writeFinding(sql, finding);
  for (const transition of work.transitions) writeTransition(sql, transition, now);
  for (const { file, position, reason, length, sha256, text } of work.quarantined) {
    sql.addQuarantined.run(file, position, reason, length, sha256, text);
  }
  if (work.latest !== undefined) sql.setMeta.run('latest', String(work.latest));
  for (const [name, value] of Object.entries(work.checkpoints ?? {})) sql.setMeta.run(`checkpoint:${name}`, value);
};

/** SQLite knows no infinity. */
const firstMoment = Number.MIN_SAFE_INTEGER;

const writeFinding = (sql: Statements, finding: Finding): void => {
  const {
    id,
    controlId,
    principal = '',
    incarnation,
    status,
    severity,
    resource,
    firstSeen,
    lastSeen,
    expiresAt,
  } = finding;
  const key = resourceKey(resource);
  const { account, arn } = resource;
  const body = JSON.stringify(finding);
  sql.setFinding.run(
    id,
    key,
    controlId,
    principal,
    incarnation,
    status,
    severity,
    account,
    arn,
    firstSeen,
    lastSeen,
    expiresAt ?? null,
    body,
  );
  if (incarnation > 0) sql.archive.run(key, controlId, principal, incarnation);
};

const writeTransition = (sql: Statements, transition: Transition, now: Instant): void => {
  const { id, finding, at, change } = transition;
  sql.addTransition.run(id, finding.id, at, change, now, JSON.stringify(transition));
};

/** Writes event keys to the ledger; for each: nobody had before. */
const claimed = (database: DatabaseSync, sql: Statements, keys: readonly Uint8Array[]): boolean[] => {
  const fresh: boolean[] = [];
  for (let from = 0; from < keys.length; from += claimedAtOnce) {
    const some = keys.slice(from, from + claimedAtOnce);
    if (some.length === claimedAtOnce) {
      database.exec('savepoint claims');
      const { changes } = sql.claimMany.run(...some);
      const alike = changes === claimedAtOnce || changes === 0;
      database.exec(alike ? 'release claims' : 'rollback to claims; release claims');
      if (alike) {
        for (let index = 0; index < claimedAtOnce; index++) fresh.push(changes !== 0);
        continue;
      }
    }
    for (const key of some) fresh.push(sql.claim.run(key).changes === 1);
  }
  return fresh;
};

/** A batch as one SQLite transaction: it is begun by claiming the event keys, and nobody else writes until it ends. */
export const sqliteBatch = (
  database: DatabaseSync,
  sql: Statements,
  keys: readonly Uint8Array[],
  clock: Clock,
): Batch => {
  database.exec('begin immediate');
  let ended = false;
  const end = (how: 'commit' | 'rollback') => {
    if (!ended) database.exec(how);
    ended = true;
  };
  try {
    const fresh = claimed(database, sql, keys);
    const latest = (sql.meta.get('latest') as { value: string } | undefined)?.value;
    return {
      fresh,
      latest: latest === undefined ? undefined : Number(latest),
      kept: async (wanted) => {
        const kept = new Map<string, Kept>();
        for (const key of wanted) {
          const row = sql.resource.get(key) as { body: string } | undefined;
          if (!row) continue;
          kept.set(key, { known: JSON.parse(row.body) as Known, findings: bodies<Finding>(sql.moving.all(key)) });
        }
        return kept;
      },
      referrers: async (key) =>
        (sql.referrers.all(key) as { referrer: string; role: string }[]).map(({ referrer, role }) => ({
          from: referrer,
          role,
          to: key,
        })),
      history: async (key, after) =>
        bodies<Change>(
          after ? sql.historyAfter.all(key, after.order, after.rank, after.eventId) : sql.history.all(key),
        ),
      snapshotBefore: async (key, moment) => bodies<Snapshot>(sql.snapshotBefore.all(key, moment))[0],
      findingsOf: async (key, since, ids) => {
        const found = bodies<Finding>(sql.findingsSince.all(key, Math.max(since, firstMoment)));
        const others = ids.filter((id) => !found.some((finding) => finding.id === id));
        return [...found, ...others.flatMap((id) => bodies<Finding>(sql.findingById.all(id)))];
      },
      due: async (by) => (sql.due.all(by) as { key: string }[]).map(({ key }) => key),
      expiring: async (by) => bodies<Finding>(sql.expiring.all(by)),
      commit: async (work) => {
        write(sql, work, clock.now());
        end('commit');
        return true;
      },
      abandon: async () => end('rollback'),
    };
  } catch (error) {
    end('rollback');
    throw error;
  }
};
