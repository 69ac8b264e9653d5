import type { Instant } from '../core/instant.ts';
import { isMembers, textOf, type Members, type TrailRecord } from '../core/trail-record.ts';

/** What a value in a trail source turned out to be. */
export type Read =
  | { kind: 'record'; record: TrailRecord; at: Instant }
  /** SageMaker's own state-change event: no call, but word of what became of one. */
  | { kind: 'state-change'; event: StateChangeEvent; at: Instant }
  | { kind: 'unreadable'; reason: string };

/** What could be read. */
export type Readable = Exclude<Read, { kind: 'unreadable' }>;

/** An EventBridge envelope of SageMaker's own events. */
export interface StateChangeEvent {
  id: string;
  detailType: string;
  account: string;
  region: string;
  /** ISO 8601. */
  time: string;
  detail: Members;
}

const unreadable = (reason: string): Read => ({ kind: 'unreadable', reason });

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isOptionalText = (value: unknown): boolean => value === undefined || value === null || typeof value === 'string';
const isBody = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value));

/** ISO 8601 in UTC, as CloudTrail and EventBridge write it; undefined for anything else. */
const instantOf = (value: string): Instant | undefined => {
  if (value.charCodeAt(value.length - 1) !== 90 || value.charCodeAt(10) !== 84 || value.length < 20) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
};

const faultOf = (value: Members): string => {
  const required = ['eventID', 'eventName', 'eventSource', 'eventTime', 'awsRegion'];
  const wrong = required.find((name) => !isText(value[name]));
  if (wrong) return value[wrong] === undefined ? `no ${wrong}` : `${wrong} is not a text`;
  const texts = [
    'recipientAccountId',
    'eventType',
    'errorCode',
    'errorMessage',
    'sourceIPAddress',
    'userAgent',
    'vpcEndpointId',
    'sharedEventID',
  ];
  const noText = texts.find((name) => !isOptionalText(value[name]));
  if (noText) return `${noText} is not a text`;
  const bodies = [
    'userIdentity',
    'requestParameters',
    'responseElements',
    'additionalEventData',
    'serviceEventDetails',
  ];
  const noBody = bodies.find((name) => !isBody(value[name]));
  return noBody ? `${noBody} is not an object` : 'resources is not a list of objects';
};

/**
 * Checks the envelope of a record by hand, a tenth of what a schema costs: this runs for every record there is, so the
 * members are named one by one, which is what the engine is fast at.
 */
const checked = (value: Members): Read => {
  const { eventID, eventName, eventSource, eventTime, awsRegion, resources } = value as Partial<TrailRecord>;
  const { recipientAccountId, eventType, errorCode, errorMessage, sourceIPAddress } = value as Partial<TrailRecord>;
  const { userAgent, vpcEndpointId, sharedEventID } = value as Partial<TrailRecord>;
  const { userIdentity, requestParameters, responseElements } = value as Partial<TrailRecord>;
  const { additionalEventData, serviceEventDetails } = value as Partial<TrailRecord>;
  const isRight =
    isText(eventID) &&
    isText(eventName) &&
    isText(eventSource) &&
    isText(eventTime) &&
    isText(awsRegion) &&
    isOptionalText(recipientAccountId) &&
    isOptionalText(eventType) &&
    isOptionalText(errorCode) &&
    isOptionalText(errorMessage) &&
    isOptionalText(sourceIPAddress) &&
    isOptionalText(userAgent) &&
    isOptionalText(vpcEndpointId) &&
    isOptionalText(sharedEventID) &&
    isBody(userIdentity) &&
    isBody(requestParameters) &&
    isBody(responseElements) &&
    isBody(additionalEventData) &&
    isBody(serviceEventDetails) &&
    (resources === undefined || resources === null || (Array.isArray(resources) && resources.every(isMembers)));
  if (!isRight) return unreadable(faultOf(value));
  const at = instantOf(eventTime);
  if (at === undefined) return unreadable('eventTime is not a time');
  return { kind: 'record', record: value as unknown as TrailRecord, at };
};

const envelope = (value: Members, detail: Members): Read => {
  if (isText(detail['eventName']) || isText(detail['eventID'])) return checked(detail);
  if (value['source'] !== 'aws.sagemaker') return unreadable('an EventBridge event that holds no CloudTrail record');
  const { id, account, region, time } = value;
  if (!isText(id)) return unreadable('no id');
  if (!isText(account) || !isText(region)) return unreadable('no account or region');
  const at = isText(time) ? instantOf(time) : undefined;
  if (!isText(time) || at === undefined) return unreadable('time is not a time');
  return {
    kind: 'state-change',
    event: { id, detailType: textOf(value['detail-type']) ?? '', account, region, time, detail },
    at,
  };
};

const lookedUp = (text: string): Read => {
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) ? checked(value) : unreadable('CloudTrailEvent is not an object');
  } catch {
    return unreadable('CloudTrailEvent is not JSON');
  }
};

/** Reads one value of a trail source: a record as it is, in an EventBridge envelope, or in a LookupEvents event. */
export const readRecord = (value: unknown): Read => {
  if (!isMembers(value)) return unreadable('not an object');
  if (isMembers(value['detail']) && 'detail-type' in value) return envelope(value, value['detail']);
  if (typeof value['CloudTrailEvent'] === 'string') return lookedUp(value['CloudTrailEvent']);
  return checked(value);
};
