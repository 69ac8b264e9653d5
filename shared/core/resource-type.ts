import * as z from 'zod';
import { refOf, type Place, type ResourceRef } from './resource-ref.ts';
import type { Members, TrailRecord } from './trail-record.ts';

/**
 * What a call does to a resource.
 * `create` states the whole of a new one; `put` states the whole of one that may have been there; `update` states some
 * members; `run` is one more run of a workload, whose state it replaces; `act` changes nothing, somebody did something.
 */
export type Effect = 'create' | 'put' | 'update' | 'delete' | 'run' | 'act';

/** How to read a change of a resource out of a call, where the request is not the resource's state itself. */
export interface Reading {
  effect: Effect;
  /** AWS tells it afterwards, in an event of its own that has details in the place of a request. */
  inDetails?: true;
  /** The call starts something that takes its time: its record may open a finding but never resolve one. */
  asynchronous?: true;
  /** The resource's name or ARN, or several; undefined: the record does not tell. Default: the type's own `nameOf`. */
  of?(request: Members, record: TrailRecord): string | readonly string[] | undefined;
  /** For `create`: AWS accepts the call also when the resource is there, and then changes nothing. */
  mayExist?: true;
  /** The members it states, in the spelling of the state; `+member` adds to a known map, null in it takes away. */
  state?(request: Members, record: TrailRecord): Members;
  /** Members of the call that activity controls read, in the spelling of the type's `facts`. */
  facts?(request: Members, record: TrailRecord): Members;
  /** Whether this call is about a resource of this type at all (AddTags is about any). Default: yes. */
  concerns?(request: Members, record: TrailRecord): boolean;
}

/** Another resource that a state names. */
export interface Reference {
  type: string;
  /** A name or an ARN, as the state gives it. */
  name: string;
}

/** How a Describe or Get output is read into the state that a record would give. */
export interface Description {
  /** `sagemaker:DescribeNotebookInstance`; several, where the state takes several reads. */
  by: readonly `${string}:${string}`[];
  /** The name or ARN in an output of it; undefined: this is no output of it. */
  nameOf(output: Members): string | undefined;
  /** The members in the spelling of the state, where un-capitalizing them is not enough. */
  state?(output: Members): Members;
  /** Whether the resource is in a state that will last. Default: it is. */
  isFinal?(output: Members): boolean;
}

/** How an EventBridge event of SageMaker's own is read. */
export interface StateChange {
  /** `SageMaker Endpoint State Change`. */
  detailType: string;
  nameOf(detail: Members): string | undefined;
  outcomeOf(detail: Members): 'final' | 'pending' | 'failed' | 'absent';
  /** The members that the event states. */
  state(detail: Members): Members;
}

/** A type of resource: its state, and the API calls that change it. */
export interface ResourceType<State extends object = any, Facts extends object = any> {
  name: `${string}/${string}`;
  /** Null for what CloudFormation knows no type of: a sign-in, a record, a workload. */
  cloudFormationType: `AWS::${string}::${string}` | null;
  /** The whole state. `null` is known to be unset; a missing key is unknown. */
  state: z.ZodObject & z.ZodType<State>;
  /** The same with every member optional, built once: it costs 160 µs a call. */
  partial: z.ZodObject;
  facts?: (z.ZodObject & z.ZodType<Facts>) | undefined;
  /** The name or ARN in a request that creates, changes or deletes the resource. */
  nameOf(request: Members, record: TrailRecord): string | undefined;
  /** The ARN of a bare name. Names that are ARNs already never get here. */
  arnOf(name: string, place: Place): string;
  /** An ARN of AWS's in the one spelling that the store knows, where AWS has several for one resource. Default: as it is. */
  canonical?(arn: string): string;
  eventSource: `${string}.amazonaws.com`;
  /**
   * By event name; an event of another service is written `source.amazonaws.com:EventName`. Several readings, where a call
   * does one thing or another: `concerns` tells which.
   */
  events: Readonly<Record<string, Effect | Reading | readonly Reading[]>>;
  /** Instead of events: any record that this is true of (the root user may call anything); `watched`: some type knows the call. */
  concernsAny?(record: TrailRecord, watched: boolean): boolean;
  /** The same as an EventBridge pattern of a record; `watched`: it is true of calls only that come because some type knows them. */
  concernsAnyPattern?: Members | 'watched';
  /** How AWS itself tells the state when it is asked. */
  described?: Description | undefined;
  /** SageMaker's own word of what became of an asynchronous call. */
  stateChange?: StateChange | undefined;
  /** Members that follow from others, of which controls see the outcome: a policy's document from its default version. */
  derived?(state: Partial<State>): Partial<State>;
  /** The resources that the state names, by the role they play: `{ kmsKey: … }`. */
  references?: Readonly<Record<string, (state: Partial<State>) => readonly Reference[]>> | undefined;
  /** It is a part of something that stays (what is attached to a role): taking it away mends, and is no deletion. */
  isPart?: true;
  /** For jobs: the lasting workload that a run belongs to. Findings are the workload's. */
  workloadOf?(state: Partial<State>, jobName: string): string;
}

export type StateOf<R> = R extends ResourceType<infer State, any> ? State : never;
export type FactsOf<R> = R extends ResourceType<any, infer Facts> ? Facts : never;

type Declared<State extends object, Facts extends object> = Omit<
  ResourceType<State, Facts>,
  'state' | 'partial' | 'facts'
>;

/** Declares a resource type: infers its state from the schema and builds what is derived once. */
export const defineResourceType = <Shape extends z.ZodRawShape, FactShape extends z.ZodRawShape = {}>(
  type: Declared<z.output<z.ZodObject<Shape>>, z.output<z.ZodObject<FactShape>>> & {
    state: z.ZodObject<Shape>;
    facts?: z.ZodObject<FactShape>;
  },
) =>
  ({ ...type, partial: type.state.partial() }) as unknown as ResourceType<
    z.output<z.ZodObject<Shape>>,
    z.output<z.ZodObject<FactShape>>
  >;

/** The resource of a type that a name or an ARN names. What `arnOf` makes of a name is in the store's spelling already. */
export const refNamed = (
  { name: type, arnOf, canonical }: { name: string } & Pick<ResourceType, 'arnOf' | 'canonical'>,
  name: string,
  place: Place,
): ResourceRef => refOf(type, name.startsWith('arn:') ? (canonical?.(name) ?? name) : arnOf(name, place), place);

/** A member AWS may leave out or send as "": read as `null`, so that "unset" is never taken for "unknown". */
export const unset = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), type.nullable()).default(null as never);

/** A member for which the API promises a default: left out or sent as "", it is that. */
export const defaultsTo = <T extends z.ZodType>(type: T, value: z.output<T>) =>
  z
    .preprocess((given) => (given === '' || given === undefined || given === null ? value : given), type)
    .default(value as never);

/** A member whose value, when it is left out, depends on the account or the day: left out is unknown. */
export const sometimes = <T extends z.ZodType>(type: T) => type.optional();

/** Names that refer to resources of one type; what is null, unknown or empty refers to nothing. */
export const refer = (type: string, ...names: readonly (string | null | undefined)[]): readonly Reference[] =>
  names.filter((name) => typeof name === 'string' && name !== '').map((name) => ({ type, name: name as string }));
