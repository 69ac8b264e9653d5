import { eventKeyOf, type Catalogue, type Entry } from '../core/catalogue.ts';
import type { Call, Change } from '../core/change.ts';
import { partitionOf, type Place, type ResourceRef } from '../core/resource-ref.ts';
import { refNamed, type ResourceType } from '../core/resource-type.ts';
import { isHidden, membersOf, nestsTooDeeply, textOf, type Members, type TrailRecord } from '../core/trail-record.ts';
import { callOf } from './actor.ts';

/** What a record comes to. */
export type Classified =
  | { class: 'evaluated'; changes: readonly Change[] }
  | { class: 'irrelevant' }
  | { class: 'failedCall' }
  | { class: 'quarantined'; reason: string };

/** CloudTrail leaves out bodies over 100 KB and says so in a stub; `omitted` comes as a text or as a boolean. */
export const isOmitted = ({ requestParameters }: TrailRecord): boolean => {
  const omitted = requestParameters?.['omitted'];
  return omitted === true || omitted === 'true';
};

const hides = (value: unknown): boolean =>
  isHidden(value) || (typeof value === 'object' && value !== null && Object.values(value).some(hides));

/** What a call states of a resource: parsed, without what AWS masked, which is as good as not stated. */
const statedBy = ({ type, reading }: Entry, request: Members, record: TrailRecord): Members | string => {
  const members = reading.state ? reading.state(request, record) : request;
  const whole = reading.effect === 'create' || reading.effect === 'put' || reading.effect === 'run';
  const plain: Members = {};
  const deltas: Members = {};
  const hidden: string[] = [];
  for (const [name, value] of Object.entries(members)) {
    if (name.startsWith('+')) deltas[name] = value;
    else if (name in type.state.shape) {
      if (hides(value)) hidden.push(name);
      else plain[name] = value;
    }
  }
  const parsed = (whole ? type.state : type.partial).safeParse(plain);
  if (!parsed.success) {
    // A masked member must not make a whole state unreadable where the schema insists on it.
    const lenient = hidden.length > 0 ? type.partial.safeParse(plain) : undefined;
    if (!lenient?.success) return unreadableMember(parsed.error.issues[0]);
    return { ...withoutUndefined(lenient.data, plain), ...deltas };
  }
  const state: Members = whole ? withoutUndefined(parsed.data) : withoutUndefined(parsed.data, plain);
  for (const name of hidden) delete state[name];
  return { ...state, ...deltas };
};

const withoutUndefined = (members: Members, only?: Members): Members =>
  Object.fromEntries(
    Object.entries(members).filter(([name, value]) => value !== undefined && (!only || only[name] !== undefined)),
  );

const unreadableMember = (issue: { path: readonly PropertyKey[]; message: string } | undefined): string =>
  `requestParameters.${issue?.path.join('.') ?? ''} does not fit: ${issue?.message ?? 'unknown shape'}`;

const factsOf = ({ type, reading }: Entry, request: Members, record: TrailRecord): Members | undefined => {
  if (!type.facts || !reading.facts) return;
  const facts = reading.facts(request, record);
  const parsed = type.facts.safeParse(facts);
  const read: Members = parsed.success ? parsed.data : {};
  return Object.fromEntries(Object.entries(read).filter(([name, value]) => value !== undefined && !hides(facts[name])));
};

const placeIn = (record: TrailRecord): Place => ({
  partition: partitionOf(record.awsRegion),
  account: textOf(record.recipientAccountId) ?? textOf(membersOf(record.userIdentity)['accountId']) ?? 'unknown',
  region: record.awsRegion,
});

const resourceOf = (type: ResourceType, name: string | undefined, record: TrailRecord): ResourceRef => {
  const place = placeIn(record);
  // A record that does not say what it changed must still be seen: its controls come out unknown, never unasked.
  if (name === undefined)
    return {
      type: type.name,
      arn: `unidentified/${record.eventID}`,
      account: place.account,
      region: place.region,
      name: `unidentified/${record.eventID}`,
    };
  return refNamed(type, name, place);
};

/** Where a record says what was asked for. None of it, of a call that succeeded: it states nothing, not even that everything is at its default. */
const bodyOf = ({ reading }: Entry, { requestParameters, serviceEventDetails }: TrailRecord): Members | undefined =>
  (reading.inDetails ? serviceEventDetails : requestParameters) ?? undefined;

/** The changes one reading finds in a record: mostly one, for a call on several resources one each; a text says what does not fit. */
const changesIn = (entry: Entry, record: TrailRecord, call: Call): readonly Change[] | string => {
  const { type, reading } = entry;
  const omitted = isOmitted(record);
  const body = bodyOf(entry, record);
  const request = omitted ? {} : membersOf(body);
  if (reading.concerns && !reading.concerns(request, record)) return [];
  const failed = call.errorCode !== undefined;
  const statesNothing = omitted || body === undefined;
  const stated =
    statesNothing || failed || reading.effect === 'act' || reading.effect === 'delete'
      ? {}
      : statedBy(entry, request, record);
  if (typeof stated === 'string') return stated;
  const facts = omitted ? {} : factsOf(entry, request, record);
  const names = [(reading.of ?? type.nameOf)(request, record)].flat();
  return names.map((named) => {
    const job =
      type.workloadOf && reading.effect === 'run' && named !== undefined ? resourceOf(type, named, record) : undefined;
    const resource =
      job && type.workloadOf ? workloadRef(job, type.workloadOf(stated, job.name)) : resourceOf(type, named, record);
    return {
      eventId: textOf(record.sharedEventID) ?? record.eventID,
      resource,
      // A failed call changed nothing, and a request that was left out states nothing.
      effect: failed
        ? 'act'
        : statesNothing && reading.effect === 'create' && named === undefined
          ? 'update'
          : reading.effect,
      at: call.at,
      order: call.at,
      state: stated,
      facts,
      ...(reading.asynchronous && { asynchronous: true as const }),
      ...(reading.mayExist && { mayExist: true as const }),
      ...(job && { run: { arn: job.arn, name: job.name } }),
      call,
    };
  });
};

/** A workload has no ARN of its own; it gets one beside its jobs', of a kind that AWS does not have. */
const workloadRef = (job: ResourceRef, workload: string): ResourceRef => {
  const kind = job.arn.split(':')[5]?.split('/')[0] ?? 'job';
  const [prefix] = job.arn.split(`:${kind}/`);
  return { ...job, arn: `${prefix}:workload/${kind}/${workload}`, name: workload };
};

const irrelevant: Classified = { class: 'irrelevant' };
const none: readonly ResourceType[] = [];

/** Types that watch whatever happens. Asked of every record there is: no list is made where none is concerned. */
const typesConcerned = (
  record: TrailRecord,
  { concerningAny }: Catalogue,
  watched: boolean,
): readonly ResourceType[] => {
  for (const type of concerningAny) {
    if (type.concernsAny?.(record, watched)) return concerningAny.filter((each) => each.concernsAny?.(record, watched));
  }
  return none;
};

/**
 * The changes a record tells of, or why there are none; tested in the order in which records are classed, after the
 * envelope and after repeated records. One record can change several resources.
 */
export const changesOf = (record: TrailRecord, catalogue: Catalogue): Classified => {
  const key = eventKeyOf(record.eventSource, record.eventName);
  const entries = catalogue.entries.get(key);
  const any = typesConcerned(record, catalogue, entries !== undefined);
  if (!entries && any.length === 0) return irrelevant;
  const failed = textOf(record.errorCode) !== undefined;
  if (failed && any.length === 0 && !catalogue.watchedFailures.has(key)) return { class: 'failedCall' };

  const { requestParameters, responseElements, serviceEventDetails, userIdentity, resources } = record;
  if (nestsTooDeeply([requestParameters, responseElements, serviceEventDetails, userIdentity, resources])) {
    return { class: 'quarantined', reason: 'nested too deeply' };
  }
  const call = callOf(record);
  const changes: Change[] = [];
  const watched = failed && !catalogue.watchedFailures.has(key) ? [] : (entries ?? []);
  for (const entry of [
    ...watched,
    ...any.map((type): Entry => ({ type, reading: { effect: 'act', facts: (request) => request } })),
  ]) {
    const found = changesIn(entry, record, call);
    if (typeof found === 'string') return { class: 'quarantined', reason: found };
    changes.push(...found);
  }
  return changes.length > 0 ? { class: 'evaluated', changes } : irrelevant;
};
