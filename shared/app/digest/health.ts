import { days, type Instant } from '../../core/instant.ts';
import { notTold, told, type Told } from '../../core/told.ts';
import type { HealthFacts, SweepFacts } from '../../digest/facts.ts';
import type { Week } from '../../digest/week.ts';
import type { Clock, Locality, Store } from '../../ports.ts';
import { canaryTold, silentSources } from '../service/gauges.ts';
import type { ListMessage } from '../service/messages.ts';
import { standingOf } from '../service/reconcile.ts';
import { lastSweep } from '../service/sweep.ts';

/** What only AWS can tell of how the service did. */
export interface Measures {
  events(week: Week): Promise<Told<number>>;
  lag(week: Week): Promise<HealthFacts['lag']>;
  deadLetters(): Promise<HealthFacts['deadLetters']>;
}

/** A deployed stage, and where what is told of its health comes from. */
export interface StageHealth {
  stage: string;
  store: Pick<Store, 'checkpoint' | 'resources' | 'quarantined' | 'latest'>;
  clock: Clock;
  measures: Measures;
  localities: readonly Locality[];
  /** The lists of a sweep. */
  lists: readonly Pick<ListMessage, 'type' | 'account' | 'region'>[];
  /** ARNs of what the canary changes. */
  canaries: readonly string[];
}

const mostCounted = 1_000;

const quarantinedIn = async (store: Pick<Store, 'quarantined'>): Promise<number> => {
  let count = 0;
  for await (const _ of store.quarantined()) if (++count >= mostCounted) break;
  return count;
};

/** A sweep begins every night, and waits for events at times. */
const sweptWithin = days(2);
const atOnce = 50;

const sweepFacts = async ({ store, clock, lists }: StageHealth): Promise<SweepFacts> => {
  const ends: (Instant | undefined)[] = [];
  for (let from = 0; from < lists.length; from += atOnce) {
    const some = await Promise.all(lists.slice(from, from + atOnce).map(async (list) => lastSweep(list, { store })));
    ends.push(...some.map((sweep) => sweep?.at));
  }
  const finished = ends.filter((at) => at !== undefined && clock.now() - at <= sweptWithin).length;
  const known = ends.filter((at) => at !== undefined);
  return {
    lists: lists.length,
    finished,
    oldest: known.length === 0 ? undefined : known.reduce((oldest, at) => Math.min(oldest, at)),
  };
};

const recoveredFacts = async ({ store, localities }: StageHealth) => {
  const standings = (await Promise.all(localities.map(async (locality) => standingOf(locality, { store })))).filter(
    (standing) => standing !== undefined,
  );
  const sum = (of: (standing: (typeof standings)[number]) => number): number =>
    standings.reduce((total, each) => total + of(each), 0);
  return {
    wanted: sum(({ wanted }) => wanted),
    recovered: sum(({ recovered }) => recovered),
    // Nothing is told of a place that never was.
    at: standings.length === 0 ? undefined : Math.min(...standings.map(({ at }) => at)),
  };
};

/** How a deployed stage did in a week, and does. What cannot be found out is not known; nothing here fails for that. */
export const stageHealth = async (week: Week, health: StageHealth): Promise<HealthFacts> => {
  const { stage, store, measures, localities, canaries } = health;
  const silent = await silentSources(store);
  return {
    stage,
    events: await measures.events(week),
    lag: await measures.lag(week),
    recovered: told(await recoveredFacts(health)),
    deadLetters: await measures.deadLetters(),
    sweep: told(await sweepFacts(health)),
    canary: told(await canaryTold({ store, canaries })),
    silent: silent === undefined ? notTold('nobody has looked yet') : told(silent),
    places: localities.length,
    quarantined: told(await quarantinedIn(store)),
    latest: await store.latest(),
  };
};

/** What there is to say of a store that nothing but command lines write. */
export const localHealth = async (store: Pick<Store, 'quarantined' | 'latest'>): Promise<HealthFacts> => {
  const nothing = notTold('nothing watches here');
  return {
    stage: undefined,
    events: nothing,
    lag: nothing,
    recovered: nothing,
    deadLetters: nothing,
    sweep: nothing,
    canary: nothing,
    silent: nothing,
    places: 0,
    quarantined: told(await quarantinedIn(store)),
    latest: await store.latest(),
  };
};
