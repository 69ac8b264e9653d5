import type { Configuration } from '../../core/configuration.ts';
import type { Finding } from '../../core/finding.ts';
import { hours, type Instant } from '../../core/instant.ts';
import { resourceKey } from '../../core/resource-ref.ts';
import type { Clock, Locality, Store } from '../../ports.ts';
import { withLinks } from '../links.ts';
import { becameOverdue, byChange, isOverdueNow } from './overdue.ts';
import { isSilent, standingOf } from './reconcile.ts';

/** How things stand, as alarms look at it. What is not known has no number: an alarm takes that for the worst. */
export interface Gauges {
  /** Seconds since the last harmless change of ours came back. */
  CanaryAge?: number;
  OpenCritical: number;
  /** Without waivers, and open for longer than they should be. */
  OverdueCritical: number;
  Overdue: number;
  /** Seconds that the oldest transition waits to be told. */
  OldestPending: number;
  /** Places of which nothing was delivered. */
  SilentSources: number;
}

export interface Gauging {
  store: Store;
  clock: Clock;
  configuration: Configuration;
  /** Other names of a control, under which a waiver may name it. */
  aliasesOf(controlId: string): readonly string[];
  /** ARNs of what the canary changes: each has to come back. */
  canaries: readonly string[];
  localities: readonly Locality[];
}

const seconds = (milliseconds: number): number => Math.max(0, Math.round(milliseconds / 1_000));

const overdueUntil = 'overdue until';

const findingGauges = async (gauging: Gauging) => {
  const { store, clock } = gauging;
  const now = clock.now();
  const lookedAt = Number((await store.checkpoint(overdueUntil)) ?? now - hours(1));
  const counts = { OpenCritical: 0, OverdueCritical: 0, Overdue: 0 };
  const overdue: Finding[] = [];
  const openByControl: Record<string, number> = {};
  for await (const linked of withLinks(store.findings({ status: 'open' }), store)) {
    const { finding } = linked;
    openByControl[finding.controlId] = (openByControl[finding.controlId] ?? 0) + 1;
    const isCritical = finding.severity === 'critical';
    if (isCritical) counts.OpenCritical++;
    if (!isOverdueNow(linked, gauging, now)) continue;
    counts.Overdue++;
    if (isCritical) counts.OverdueCritical++;
    if (becameOverdue(linked, gauging, lookedAt, now)) overdue.push(finding);
  }
  return { counts, overdue: byChange(overdue), openByControl, kept: { [overdueUntil]: String(now) } };
};

/**
 * When a record last told of what the canary changed, of several the one that is longest ago: a read does not prove that the
 * path works. Undefined: of one of them, none ever did.
 */
export const canaryTold = async ({
  store,
  canaries,
}: {
  store: Pick<Store, 'resources'>;
  canaries: readonly string[];
}): Promise<Instant | undefined> => {
  const times: Instant[] = [];
  for (const arn of canaries) {
    const known = (await store.resources(arn)).find(({ resource }) => resourceKey(resource) === resourceKey({ arn }));
    if (known?.told === undefined) return undefined;
    times.push(known.told);
  }
  return times.length === 0 ? undefined : Math.min(...times);
};

const waitingSince = 'pending transitions';
const mostPending = 100;

/**
 * For how long the oldest transition waits, as far as these looks tell: one that is still there at the next look waits since
 * the first. What it is about may have happened long before.
 */
const pendingAge = async ({ store, clock }: Gauging) => {
  const before = JSON.parse((await store.checkpoint(waitingSince)) ?? '{}') as Record<string, Instant>;
  const now = clock.now();
  const pending = await store.pendingTransitions(mostPending);
  const since = Object.fromEntries(pending.map(({ id }) => [id, before[id] ?? now]));
  return {
    age: seconds(now - Math.min(now, ...Object.values(since))),
    /** Those that were there at the last look already. */
    waited: new Set(Object.keys(since).filter((id) => before[id] !== undefined)),
    kept: JSON.stringify(since),
  };
};

const silentAmong = async ({ store, localities }: Gauging): Promise<readonly Locality[]> => {
  const standings = await Promise.all(localities.map((locality) => standingOf(locality, { store })));
  return localities.filter((_, index) => {
    const standing = standings[index];
    return standing !== undefined && isSilent(standing);
  });
};

const silentPlaces = 'silent sources';

/** The places that were silent when the hourly job last looked; undefined: it never did. */
export const silentSources = async (store: Pick<Store, 'checkpoint'>): Promise<readonly Locality[] | undefined> => {
  const kept = await store.checkpoint(silentPlaces);
  return kept === undefined ? undefined : (JSON.parse(kept) as Locality[]);
};

/** How things stand, and what is to be done about it. */
export interface Stand {
  gauges: Gauges;
  /** How many findings of each control are open, waived ones among them; of those that have any. */
  openByControl: Readonly<Record<string, number>>;
  /** The places of which nothing was delivered. */
  silent: readonly Locality[];
  /** The transitions that waited at the last look already. */
  waited: ReadonlySet<string>;
  /** The findings that became overdue since the last look, those of one change together. */
  overdue: readonly (readonly string[])[];
  kept: Readonly<Record<string, string>>;
}

/** Works out how things stand now, and what to keep of it until the next look. */
export const gaugesOf = async (gauging: Gauging): Promise<Stand> => {
  const told = await canaryTold(gauging);
  const pending = await pendingAge(gauging);
  const { counts, openByControl, overdue, kept } = await findingGauges(gauging);
  const silent = await silentAmong(gauging);
  return {
    gauges: {
      ...(told !== undefined && { CanaryAge: seconds(gauging.clock.now() - told) }),
      ...counts,
      OldestPending: pending.age,
      SilentSources: silent.length,
    },
    openByControl,
    silent,
    waited: pending.waited,
    overdue,
    kept: { [waitingSince]: pending.kept, [silentPlaces]: JSON.stringify(silent), ...kept },
  };
};
