import type { Readable } from '../cloudtrail/record.ts';
import type { Members, TrailRecord } from '../core/trail-record.ts';

/** By the record's `eventType`. [EventBridge, events from AWS services that come via CloudTrail] */
const detailTypes: ReadonlyMap<unknown, string> = new Map([
  ['AwsConsoleAction', 'AWS Console Action via CloudTrail'],
  ['AwsConsoleSignIn', 'AWS Console Sign In via CloudTrail'],
  ['AwsServiceEvent', 'AWS Service Event via CloudTrail'],
  ['AwsCloudTrailInsight', 'AWS Insight via CloudTrail'],
  ['AwsVpceEvents', 'AWS Network Activity Event via CloudTrail'],
]);

const recordEvent = (record: TrailRecord): Members => ({
  version: '0',
  id: record.eventID,
  'detail-type': detailTypes.get(record.eventType) ?? 'AWS API Call via CloudTrail',
  source: `aws.${record.eventSource.replace('.amazonaws.com', '')}`,
  account: record.recipientAccountId,
  time: record.eventTime,
  region: record.awsRegion,
  resources: [],
  detail: record,
});

/** The event by which what was read in a trail source comes over EventBridge. */
export const eventOf = (read: Readable): Members => {
  if (read.kind === 'record') return recordEvent(read.record);
  const { id, detailType, ...event } = read.event;
  return { version: '0', id, 'detail-type': detailType, source: 'aws.sagemaker', resources: [], ...event };
};
