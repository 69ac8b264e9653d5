import type { Configuration } from './configuration.ts';
import type { ActivityControl, Control, StateControl } from './control.ts';
import type { Effect, Reading, ResourceType } from './resource-type.ts';
import type { Members } from './trail-record.ts';

/** One way to read a call: as a change of a resource of this type. */
export interface Entry {
  type: ResourceType;
  reading: Reading;
}

/** Everything that can be derived from types and controls, built once: an event's controls are a look-up away. */
export interface Catalogue {
  controls: readonly Control[];
  types: ReadonlyMap<string, ResourceType>;
  /** By `source:EventName`. */
  entries: ReadonlyMap<string, readonly Entry[]>;
  /** Types that any record may concern. */
  concerningAny: readonly ResourceType[];
  stateControls: ReadonlyMap<string, readonly StateControl[]>;
  /** By type and event name; those that watch every event of a type are under `*`. */
  activityControls: ReadonlyMap<string, ReadonlyMap<string, readonly ActivityControl[]>>;
  /** `source:EventName` of calls that are watched also when they fail. */
  watchedFailures: ReadonlySet<string>;
  /** Roles of references that some control follows; only along these does a change reach referrers. */
  followedRoles: ReadonlySet<string>;
  /** Those of them that are followed from one to the next of their kind (`parent*`). */
  chainedRoles: ReadonlySet<string>;
}

/** The key under which an event is looked up: a name alone is not unique across services. */
export const eventKeyOf = (source: string, name: string): string => `${source}:${name}`;

/** The event keys of a type, each with its reading. */
export const readingsOf = (type: ResourceType): [string, Reading][] =>
  Object.entries(type.events).flatMap(([name, event]) =>
    (typeof event === 'string' ? [{ effect: event satisfies Effect }] : [event].flat()).map(
      (reading): [string, Reading] => [name.includes(':') ? name : eventKeyOf(type.eventSource, name), reading],
    ),
  );

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** A state of a type with what follows from it. What does not follow takes nothing away: it is as known as it was. */
export const withDerived = ({ types }: Pick<Catalogue, 'types'>, type: string, state: Members): Members => {
  const derived = types.get(type)?.derived?.(state);
  if (!derived) return state;
  return { ...state, ...Object.fromEntries(Object.entries(derived).filter(([, value]) => value !== undefined)) };
};

/** The steps of a path that a control follows: `parent*.policies` is any number of parents, then their policies. */
export const stepsOf = (path: string): readonly { role: string; isChained: boolean }[] =>
  path.split('.').map((step) => {
    const isChained = step.endsWith('*');
    return { role: isChained ? step.slice(0, -1) : step, isChained };
  });

const configured = (control: Control, { controls }: Configuration): Control => {
  const severity = controls[control.id]?.severity;
  return severity ? { ...control, severity } : control;
};

/** Derives the look-ups. Controls that the configuration switches off are left out; their severities are its own. */
export const catalogueOf = (
  types: readonly ResourceType[],
  allControls: readonly Control[],
  configuration: Configuration,
): Catalogue => {
  const controls = allControls
    .filter(({ id }) => configuration.controls[id]?.enabled !== false)
    .map((control) => configured(control, configuration));
  const entries = new Map<string, Entry[]>();
  const stateControls = new Map<string, StateControl[]>();
  const activityControls = new Map<string, Map<string, ActivityControl[]>>();
  const watchedFailures = new Set<string>();
  const followedRoles = new Set<string>();
  const chainedRoles = new Set<string>();

  for (const type of types) for (const [key, reading] of readingsOf(type)) push(entries, key, { type, reading });
  for (const control of controls) {
    if (control.kind === 'state') {
      for (const type of [control.appliesTo].flat() as ResourceType[]) push(stateControls, type.name, control);
      for (const { role, isChained } of Object.keys(control.follows ?? {}).flatMap(stepsOf)) {
        followedRoles.add(role);
        if (isChained) chainedRoles.add(role);
      }
      continue;
    }
    const type: ResourceType = control.appliesTo;
    const ofType = activityControls.get(type.name) ?? new Map<string, ActivityControl[]>();
    activityControls.set(type.name, ofType);
    for (const name of control.watches) push(ofType, name, control);
    if (control.watchesFailures) {
      for (const [key] of readingsOf(type)) {
        if (control.watches.includes('*') || control.watches.includes(key.slice(key.indexOf(':') + 1)))
          watchedFailures.add(key);
      }
    }
  }
  return {
    controls,
    types: new Map(types.map((type) => [type.name, type])),
    entries,
    concerningAny: types.filter(({ concernsAny }) => concernsAny),
    stateControls,
    activityControls,
    watchedFailures,
    followedRoles,
    chainedRoles,
  };
};

/** The activity controls that watch a call on a resource of a type. */
export const watchersOf = (
  { activityControls }: Catalogue,
  type: string,
  eventName: string,
): readonly ActivityControl[] => {
  const ofType = activityControls.get(type);
  if (!ofType) return [];
  return [...(ofType.get(eventName) ?? []), ...(ofType.get('*') ?? [])];
};
