import { describe, expect, test } from 'vitest';
import { table } from '../../../shared/resources/dynamodb/table.ts';
import { record } from '../../fixtures/record.ts';
import { run } from '../../fixtures/run.ts';
import { expectTwins, statedBy } from '../twins.ts';

const tableName = 'sagewatch-prod';
const arn = `arn:aws:dynamodb:eu-central-1:111122223333:table/${tableName}`;
const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const call = (eventName: string, requestParameters: object, eventSource = 'dynamodb.amazonaws.com') => ({
  eventSource,
  eventName,
  requestParameters,
});
const created = call('CreateTable', {
  tableName,
  billingMode: 'PAY_PER_REQUEST',
  deletionProtectionEnabled: true,
  streamSpecification: { streamEnabled: true, streamViewType: 'NEW_IMAGE' },
  sSESpecification: { enabled: true, sSEType: 'KMS', kMSMasterKeyId: key },
});
const backups = (pointInTimeRecoveryEnabled: boolean) =>
  call('UpdateContinuousBackups', { tableName, pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled } });
const recovery = (PointInTimeRecoveryStatus: string) => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus },
  },
});
const described = {
  TableArn: arn,
  TableName: tableName,
  DeletionProtectionEnabled: true,
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key },
};

test('the table as it is deployed, and as AWS tells it', () =>
  expectTwins(table, { records: [created, backups(true)], output: { Table: described, ...recovery('ENABLED') } }));
test('the table with everything switched off', () =>
  expectTwins(table, {
    records: [
      created,
      backups(true),
      call('UpdateTable', { tableName: arn, deletionProtectionEnabled: false }),
      call('UpdateTable', { tableName, streamSpecification: { streamEnabled: false } }),
      call('UpdateTable', { tableName, sSESpecification: { enabled: false } }),
      backups(false),
    ],
    output: {
      Table: { TableArn: arn, TableName: tableName, DeletionProtectionEnabled: false },
      ...recovery('DISABLED'),
    },
  }));
test('a table that nobody said more of', () =>
  expectTwins(table, {
    records: [call('CreateTable', { tableName })],
    output: { Table: { TableArn: arn, TableName: tableName }, ...recovery('DISABLED') },
  }));
test('a policy of its stream is about the table, and the tables of others are not', () => {
  const put = (resourceArn: string) => statedBy(table, [call('PutResourcePolicy', { resourceArn, policy: '{}' })]);
  expect(put(`${arn}/stream/2026-11-02T09:00:00.000`).arn).toBe(arn);
  expect(() => put(arn.replace('sagewatch', 'orders'))).toThrow('no change');
  expect(table.described?.nameOf({ Table: { TableArn: arn.replace('sagewatch', 'orders') } })).toBeUndefined();
});
test('a function of others that reads its stream changes it', () => {
  const taken = (functionName: string) =>
    statedBy(table, [
      call(
        'CreateEventSourceMapping20150331',
        { functionName, eventSourceArn: `${arn}/stream/2026-11-02T09:00:00.000` },
        'lambda.amazonaws.com',
      ),
    ]);
  expect(taken('thief').arn).toBe(arn);
  expect(() => taken('sagewatch-prod-notify')).toThrow('no change');
});

describe('its key', () => {
  const kms = (eventName: string) => call(eventName, { keyId: key }, 'kms.amazonaws.com');
  const told = (...fixtures: ReturnType<typeof call>[]) =>
    run(fixtures.map((each, second) => record({ ...each, eventTime: `2026-11-02T09:00:0${second}Z` })))
      .transitions.filter(({ finding }) => finding.controlId === 'sagewatch/table-operation')
      .map(({ change, finding }) =>
        [change, finding.severity, finding.episodes.at(-1)?.reason].filter(Boolean).join(' '),
      );
  test('switched off blinds the table, until it is on again', () =>
    expect(told(created, kms('DisableKey'), kms('EnableKey'))).toEqual([
      'opened critical',
      'resolved critical mended',
    ]));
});
