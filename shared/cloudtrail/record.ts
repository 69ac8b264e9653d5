import { isMembers, textOf, type Members, type TrailRecord } from '../core/trail-record.ts';

/** What a value in a trail source turned out to be. */
export type Read =
  | { kind: 'record'; record: TrailRecord }
  /** SageMaker's own state-change event: no call, but word of what became of one. */
  | { kind: 'state-change'; event: StateChangeEvent }
  | { kind: 'unreadable'; reason: string };

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
const isBody = (value: unknown): boolean => value === undefined || value === null || isMembers(value);
const isOptionalText = (value: unknown): boolean => value === undefined || value === null || typeof value === 'string';

const required = ['eventID', 'eventName', 'eventSource', 'eventTime', 'awsRegion'] as const;
const optionalText = [
  'recipientAccountId',
  'eventType',
  'errorCode',
  'errorMessage',
  'sourceIPAddress',
  'userAgent',
  'vpcEndpointId',
  'sharedEventID',
] as const;
const bodies = [
  'userIdentity',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
] as const;

/** ISO 8601 in UTC, as CloudTrail and EventBridge write it. */
const isTime = (value: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) && !Number.isNaN(Date.parse(value));

/** Checks the envelope of a record by hand: on the hot path, a tenth of what a schema costs. */
const checked = (value: Members): Read => {
  for (const name of required) {
    if (!isText(value[name])) return unreadable(value[name] === undefined ? `no ${name}` : `${name} is not a text`);
  }
  if (!isTime(value['eventTime'] as string)) return unreadable('eventTime is not a time');
  for (const name of optionalText) if (!isOptionalText(value[name])) return unreadable(`${name} is not a text`);
  for (const name of bodies) if (!isBody(value[name])) return unreadable(`${name} is not an object`);
  const { resources } = value;
  if (resources !== undefined && resources !== null && !(Array.isArray(resources) && resources.every(isMembers))) {
    return unreadable('resources is not a list of objects');
  }
  return { kind: 'record', record: value as unknown as TrailRecord };
};

const envelope = (value: Members, detail: Members): Read => {
  if (isText(detail['eventName']) || isText(detail['eventID'])) return checked(detail);
  if (value['source'] !== 'aws.sagemaker') return unreadable('an EventBridge event that holds no CloudTrail record');
  const { id, account, region, time } = value;
  if (!isText(id)) return unreadable('no id');
  if (!isText(account) || !isText(region)) return unreadable('no account or region');
  if (!isText(time) || !isTime(time)) return unreadable('time is not a time');
  return {
    kind: 'state-change',
    event: { id, detailType: textOf(value['detail-type']) ?? '', account, region, time, detail },
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
