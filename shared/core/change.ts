import type { Instant } from './instant.ts';
import type { ResourceRef } from './resource-ref.ts';
import type { Effect } from './resource-type.ts';
import type { Members } from './trail-record.ts';

/** Who made a call, as far as the record says. */
export interface Actor {
  /** CloudTrail's userIdentity.type: IAMUser, AssumedRole, Root, AWSService, AWSAccount, Unknown … */
  type: string;
  arn: string | undefined;
  account: string | undefined;
  /** The person or role behind a session: what incidents are grouped by. */
  principal: string;
  session: string | undefined;
  accessKeyId: string | undefined;
  sourceIdentity: string | undefined;
  /** The AWS service that called on somebody's behalf. */
  invokedBy: string | undefined;
  mfa: boolean | undefined;
}

/** The call behind a change: who, what, from where. */
export interface Call {
  eventId: string;
  source: string;
  name: string;
  at: Instant;
  region: string;
  actor: Actor;
  address: string | undefined;
  userAgent: string | undefined;
  vpcEndpointId: string | undefined;
  errorCode: string | undefined;
}

/**
 * What besides a call can change what we know: `observe`, AWS says what the resource is now; `absent`, AWS says it is
 * not there; `failed`, its creation failed; `acknowledge`, somebody took note of an incident.
 */
export type ChangeEffect = Effect | 'observe' | 'absent' | 'failed' | 'acknowledge';

/** One observed state, or part of it, of one resource, whoever observed it: a record, a read, a state-change event. */
export interface Change {
  /** Names the event; with the resource it names the change, so that a repeated event changes nothing. */
  eventId: string;
  resource: ResourceRef;
  effect: ChangeEffect;
  /** When it happened, or was read. */
  at: Instant;
  /** Where it stands among the resource's changes. */
  order: Instant;
  /** AWS was asked, which answers with eventual consistency: it outranks no record of the minutes before it. */
  isRead?: true | undefined;
  /** A look at what was there before anybody watched: what it finds is told in one summary, not one by one. */
  isBaseline?: true | undefined;
  /** A missing key is not stated, not unset; `+member` adds to a known map. */
  state: Members;
  facts?: Members | undefined;
  asynchronous?: true | undefined;
  /** For `create`: it changes nothing where the resource is known to be there. */
  mayExist?: true | undefined;
  /** The job behind a `run`. */
  run?: { arn: string; name: string } | undefined;
  call?: Call | undefined;
  /** For `acknowledge`. */
  acknowledgement?: { findingId: string; by: string; reason: string; count: number } | undefined;
}

const rank: Record<ChangeEffect, number> = {
  observe: 0,
  create: 1,
  put: 2,
  update: 3,
  run: 4,
  act: 5,
  failed: 6,
  delete: 7,
  absent: 8,
  acknowledge: 9,
};

/** Behind every change of the same moment. */
export const afterAll = 10;

/** A place in the order of changes. Whole-second ties have one answer: by effect, then by event id. */
export interface Position {
  order: Instant;
  rank: number;
  eventId: string;
}

export const positionOf = ({ order, effect, eventId }: Change): Position => ({ order, rank: rank[effect], eventId });

/** Negative when `a` comes first. */
export const comparePositions = (a: Position, b: Position): number =>
  a.order - b.order || a.rank - b.rank || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

export const compareChanges = (a: Change, b: Change): number =>
  a.order - b.order ||
  rank[a.effect] - rank[b.effect] ||
  (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0) ||
  (a.resource.arn < b.resource.arn ? -1 : a.resource.arn > b.resource.arn ? 1 : 0);
