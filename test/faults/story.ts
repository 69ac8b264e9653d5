import { days, hours, minutes } from '../../shared/core/instant.ts';
import type { TrailRecord } from '../../shared/core/trail-record.ts';
import { record } from '../fixtures/record.ts';
import { sagemaker } from '../fixtures/story.ts';
import { asDelivered } from './week-deliveries.ts';

export const place = { account: '111122223333', region: 'eu-central-1' };
const start = Date.UTC(2026, 10, 2, 11, 50);
/** When the first message is taken: everything has happened, and a read may still lag behind it. */
export const taken = start + minutes(10);
/** When what was there before anybody watched is looked at. */
export const morning = taken - days(1);

/** A time of the machine's, and not of a record: when something was read or told. */
export const machineTime = (at: number): string | undefined => {
  if (at >= taken) return 'later';
  return at >= morning && at < start ? 'in the morning' : undefined;
};

const keyId = '00000000-0000-4000-8000-000000000001';
const keyArn = `arn:aws:kms:${place.region}:${place.account}:key/${keyId}`;
/** One that AWS manages, which only a read tells. */
const managedKeyArn = keyArn.replace(/1$/, '2');
const roleArn = `arn:aws:iam::${place.account}:role/notebook`;
const notebookArn = (name: string) => `arn:aws:sagemaker:${place.region}:${place.account}:notebook-instance/${name}`;

/** Long enough to be stored by itself. */
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: Array.from({ length: 10 }, (_, index) => ({
    Sid: `Statement${index}`,
    Effect: 'Allow',
    Principal: { AWS: index === 7 ? '*' : `arn:aws:iam::${place.account}:role/somebody-${index}` },
    Action: 'sts:AssumeRole',
  })),
});

const atSecond = (second: number, members: Parameters<typeof record>[0]) =>
  record({ ...members, eventTime: new Date(start + second * 1_000).toISOString().replace('.000', '') });

const ofKey = (eventName: string) => ({
  eventSource: 'kms.amazonaws.com',
  eventName,
  requestParameters: { keyId },
  resources: [{ ARN: keyArn, accountId: place.account, type: 'AWS::KMS::Key' }],
});
const keyOf = (name: string): string => (name === 'c' ? managedKeyArn : keyArn);
const made = (notebookInstanceName: string, rootAccess: string) =>
  sagemaker('CreateNotebookInstance', {
    notebookInstanceName,
    roleArn,
    rootAccess,
    kmsKeyId: keyOf(notebookInstanceName),
    directInternetAccess: 'Disabled',
    subnetId: 'subnet-1',
    instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
    tags: [],
  });
const updated = (notebookInstanceName: string, rootAccess: string) =>
  sagemaker('UpdateNotebookInstance', { notebookInstanceName, rootAccess });

/** One that was there before anybody watched, and those that are made. */
const old = 'x';
const young = ['a', 'b', 'c'];

/** A role, a key, notebooks that use both: made, changed, told late, and the key disabled and enabled again. */
const records = [
  atSecond(0, {
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateRole',
    awsRegion: 'us-east-1',
    requestParameters: { roleName: 'notebook', assumeRolePolicyDocument: trust },
  }),
  ...young.map((name, index) => atSecond(10 + index, made(name, 'Disabled'))),
  atSecond(60, ofKey('DisableKey')),
  atSecond(90, updated('a', 'Enabled')),
  atSecond(40, updated('b', 'Enabled')),
  atSecond(120, ofKey('EnableKey')),
];
/** Until when the day's messages are handled, whatever happens; and when the hourly runs begin. */
export const [firstHour, secondHour] = [taken + hours(7), taken + hours(8)] as const;
/** What happens between, and no rule delivers. */
const undelivered = atSecond(hours(6) / 1_000, updated('c', 'Enabled'));

/** The messages of the queue of events: one that nobody can read among them. */
export const bodies: readonly string[] = [...records.map(asDelivered), '{"detail-type": "AWS API Call'];

/** What CloudTrail remembers, newest first. */
export const remembered: readonly TrailRecord[] = [...records, undelivered].toReversed();

/** The parts of a day: a first look, what happens, two hours later, the look of this night and of the next. */
export const parts = ['morning', 'events', 'hours', 'night', 'next night'] as const;
export type Part = (typeof parts)[number];

/** One was mended, and no record tells of it: the nightly look finds it. */
const rootAccessOf = (name: string, part: Part): string => {
  if (name === old) return part.endsWith('night') ? 'Disabled' : 'Enabled';
  return name === 'c' && part === 'events' ? 'Disabled' : 'Enabled';
};

const listed = (part: Part, token: unknown): { names: readonly string[]; next?: string } => {
  if (part === 'morning') return { names: [old] };
  return token === undefined ? { names: ['a', 'b'], next: 'more' } : { names: ['c', old] };
};

/** What AWS answers about all of it in a part of the day. `isStale`: as it was before. What is not named here is not permitted. */
export const answerOf = (
  command: string,
  input: Readonly<Record<string, unknown>>,
  { part, isStale }: { part: Part; isStale: boolean },
): object | undefined => {
  switch (command) {
    case 'DescribeKey':
      return {
        KeyMetadata: {
          Arn: input['KeyId'],
          KeyManager: input['KeyId'] === keyArn ? 'CUSTOMER' : 'AWS',
          KeyState: isStale && input['KeyId'] === keyArn ? 'Disabled' : 'Enabled',
          KeySpec: 'SYMMETRIC_DEFAULT',
          Origin: 'AWS_KMS',
          CreationDate: '2026-10-01T00:00:00Z',
        },
      };
    case 'GetKeyPolicy':
      return { Policy: '{"Version":"2012-10-17","Statement":[]}' };
    case 'GetKeyRotationStatus':
      return { KeyRotationEnabled: true };
    case 'ListResourceTags':
    case 'ListTags':
      return { Tags: [] };
    case 'DescribeNotebookInstance': {
      const name = String(input['NotebookInstanceName']);
      const before = name === old ? 'Enabled' : 'Disabled';
      return {
        NotebookInstanceArn: notebookArn(name),
        NotebookInstanceName: name,
        NotebookInstanceStatus: 'InService',
        RoleArn: roleArn,
        KmsKeyId: keyOf(name),
        RootAccess: isStale ? before : rootAccessOf(name, part),
        DirectInternetAccess: 'Disabled',
        SubnetId: 'subnet-1',
        SecurityGroups: [],
        PlatformIdentifier: 'notebook-al2023-v1',
        InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
        IpAddressType: 'ipv4',
      };
    }
    case 'ListKeys':
      return { Keys: [{ KeyArn: keyArn }, { KeyArn: managedKeyArn }] };
    case 'ListNotebookInstances': {
      const { names, next } = listed(part, input['NextToken']);
      return { NotebookInstances: names.map((name) => ({ NotebookInstanceArn: notebookArn(name) })), NextToken: next };
    }
    default:
      return undefined;
  }
};
