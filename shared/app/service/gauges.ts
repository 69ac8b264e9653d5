import type { Configuration } from '../../core/configuration.ts';
import { dueAt } from '../../core/due.ts';
import type { Instant } from '../../core/instant.ts';
import { resourceKey } from '../../core/resource-ref.ts';
import { waiverOf } from '../../core/waiver.ts';
import type { Clock, Locality, Store } from '../../ports.ts';
import { withLinks } from '../links.ts';
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

const findingGauges = async ({ store, clock, configuration, aliasesOf }: Gauging) => {
  const now = clock.now();
  const counts = { OpenCritical: 0, OverdueCritical: 0, Overdue: 0 };
  for await (const { finding, link } of withLinks(store.findings({ status: 'open' }), store)) {
    const isCritical = finding.severity === 'critical';
    if (isCritical) counts.OpenCritical++;
    if (now <= dueAt(finding, configuration, link?.dueAt)) continue;
    if (waiverOf(finding, configuration.waivers, now, aliasesOf(finding.controlId))) continue;
    counts.Overdue++;
    if (isCritical) counts.OverdueCritical++;
  }
  return counts;
};

/** When a record last told of what the canary changed: a read does not prove that the path works. */
const canaryAge = async ({ store, clock, canaries }: Gauging): Promise<number | undefined> => {
  const ages: number[] = [];
  for (const arn of canaries) {
    const known = (await store.resources(arn)).find(({ resource }) => resourceKey(resource) === resourceKey({ arn }));
    if (known?.told === undefined) return undefined;
    ages.push(seconds(clock.now() - known.told));
  }
  return ages.length === 0 ? undefined : Math.max(...ages);
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

const silent = async ({ store, localities }: Gauging): Promise<number> => {
  const standings = await Promise.all(localities.map((locality) => standingOf(locality, { store })));
  return standings.filter((standing) => standing !== undefined && isSilent(standing)).length;
};

/** Works out how things stand now, and what to keep of it until the next look. */
export const gaugesOf = async (
  gauging: Gauging,
): Promise<{ gauges: Gauges; waited: ReadonlySet<string>; kept: Readonly<Record<string, string>> }> => {
  const age = await canaryAge(gauging);
  const pending = await pendingAge(gauging);
  return {
    gauges: {
      ...(age !== undefined && { CanaryAge: age }),
      ...(await findingGauges(gauging)),
      OldestPending: pending.age,
      SilentSources: await silent(gauging),
    },
    waited: pending.waited,
    kept: { [waitingSince]: pending.kept },
  };
};
