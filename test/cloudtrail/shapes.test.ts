import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resourceTypes } from '../../shared/catalogue.ts';
import { controls } from '../../shared/catalogue.ts';
import { changesOf } from '../../shared/cloudtrail/changes-of.ts';
import { readRecord } from '../../shared/cloudtrail/record.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import type { RecordFixture } from '../controls/cases.ts';
import { record } from '../fixtures/record.ts';

const catalogue = catalogueOf(resourceTypes, controls, defaultConfiguration);
const classOf = (fixture: RecordFixture) => changesOf(record(fixture), catalogue);
const stated = (fixture: RecordFixture, type?: string) => {
  const classified = classOf(fixture);
  if (classified.class !== 'evaluated') throw new Error(JSON.stringify(classified));
  return classified.changes.find(({ resource }) => type === undefined || resource.type === type)?.state;
};

const notebook = (requestParameters: object | null, more = {}): RecordFixture => ({
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateNotebookInstance',
  requestParameters: requestParameters && {
    notebookInstanceName: 'n',
    roleArn: 'arn:aws:iam::111122223333:role/r',
    ...requestParameters,
  },
  ...more,
});
const s3 = (eventName: string, requestParameters: object): RecordFixture => ({
  eventSource: 's3.amazonaws.com',
  eventName,
  requestParameters: { bucketName: 'ml-data', Host: 's3.amazonaws.com', ...requestParameters },
});
const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
const rolePolicy = (policyDocument: unknown): RecordFixture => ({
  eventSource: 'iam.amazonaws.com',
  eventName: 'PutRolePolicy',
  requestParameters: { roleName: 'r', policyName: 'p', policyDocument },
});

describe('what a request states', () => {
  test('a member that is left out has the default that the API promises; a key that is "" is unset', () => {
    expect(stated(notebook({ kmsKeyId: '' }))).toMatchObject({
      kmsKeyId: null,
      rootAccess: 'Enabled',
      directInternetAccess: 'Enabled',
    });
  });
  test('an update states its own members only', () => {
    expect(
      stated({
        ...notebook({}),
        eventName: 'UpdateNotebookInstance',
        requestParameters: { notebookInstanceName: 'n', rootAccess: 'Disabled' },
      }),
    ).toEqual({ rootAccess: 'Disabled' });
  });
  test.each(['HIDDEN_DUE_TO_SECURITY_REASONS', '***', '****'])(
    '%s states nothing, and not the default either',
    (hidden) => {
      const state = stated(notebook({ rootAccess: hidden, kmsKeyId: hidden, securityGroupIds: [hidden] }));
      for (const name of ['rootAccess', 'kmsKeyId', 'securityGroupIds']) expect(state).not.toHaveProperty(name);
      expect(state).toMatchObject({ directInternetAccess: 'Enabled' });
    },
  );
  test.each([true, 'true'])('a request that was left out (omitted: %j) states nothing, and is seen', (omitted) => {
    const classified = classOf(
      notebook(null, { requestParameters: { reason: 'requestParameters too large', omitted, originalSize: '149893' } }),
    );
    if (classified.class !== 'evaluated') throw new Error(classified.class);
    expect(classified.changes.map(({ resource }) => resource.type).toSorted()).toEqual([
      'cloudtrail/record',
      'sagemaker/notebook-instance',
    ]);
    expect(classified.changes.every(({ state }) => Object.keys(state).length === 0)).toBe(true);
  });
  test('a request that is null names no resource, and is seen under its event', () => {
    const classified = classOf(notebook(null));
    if (classified.class !== 'evaluated') throw new Error(classified.class);
    expect(classified.changes).toMatchObject([{ effect: 'update', state: {} }]);
    expect(classified.changes[0]?.resource.arn).toMatch(/^unidentified\//);
    const put = classOf({ ...rolePolicy(''), requestParameters: null, errorCode: 'AccessDenied' });
    expect(put).toEqual({ class: 'failedCall' });
  });
  test('XML lists fold: one element is an object, several are a list; text is guessed to be a boolean', () => {
    const tag = (Tag: unknown) =>
      stated(s3('PutBucketTagging', { tagging: '', Tagging: { xmlns: 'x', TagSet: { Tag } } }));
    expect(tag({ Key: 'ml', Value: true })).toMatchObject({ tags: { entries: { ml: 'true' } } });
    expect(
      tag([
        { Key: 'a', Value: 1 },
        { Key: 'b', Value: '' },
      ]),
    ).toMatchObject({ tags: { entries: { a: '1', b: '' } } });
  });
  test('PascalCase bodies, with markers and header names beside them', () => {
    const block = {
      xmlns: 'x',
      BlockPublicAcls: true,
      IgnorePublicAcls: 'true',
      BlockPublicPolicy: true,
      RestrictPublicBuckets: false,
    };
    expect(
      stated(s3('PutBucketPublicAccessBlock', { publicAccessBlock: '', PublicAccessBlockConfiguration: block })),
    ).toMatchObject({
      publicAccessBlock: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: false,
      },
    });
  });
  test('lists of EC2 are wrapped in items; an empty one is {}; a flat form stands beside them', () => {
    const ingress = (requestParameters: object) =>
      stated({
        eventSource: 'ec2.amazonaws.com',
        eventName: 'AuthorizeSecurityGroupIngress',
        requestParameters: { groupId: 'sg-1', ...requestParameters },
      })?.['+ingress'];
    const wrapped = {
      ipPermissions: {
        items: [
          {
            ipProtocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            groups: {},
            ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] },
            ipv6Ranges: {},
            prefixListIds: {},
          },
        ],
      },
    };
    const flat = { ipPermissions: {}, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' };
    expect(Object.keys(ingress(wrapped) as object)).toHaveLength(1);
    expect(ingress(flat)).toEqual(ingress(wrapped));
  });
  test('policy text: plain with white space, URL-encoded, and an object are one', () => {
    const plain = stated(rolePolicy(JSON.stringify(policy, undefined, 4)))?.['document'];
    expect(plain).toBe(JSON.stringify(policy));
    expect(stated(rolePolicy(encodeURIComponent(JSON.stringify(policy))))?.['document']).toBe(plain);
    expect(stated(s3('PutBucketPolicy', { policy: '', bucketPolicy: policy }))?.['policy']).toBe(plain);
  });
});

describe('which class a record is in', () => {
  test.each<[string, RecordFixture, object]>([
    [
      'nobody watches the call',
      { eventSource: 'es.amazonaws.com', eventName: 'CreateDomain' },
      { class: 'irrelevant' },
    ],
    ['it failed', notebook({}, { errorCode: 'ValidationException' }), { class: 'failedCall' }],
    [
      'it failed, and nobody watches it',
      { eventSource: 'es.amazonaws.com', eventName: 'X', errorCode: 'Y' },
      { class: 'irrelevant' },
    ],
    [
      'an activity control watches failures',
      {
        eventSource: 'es.amazonaws.com',
        eventName: 'X',
        errorCode: 'Y',
        userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' },
      },
      { class: 'evaluated' },
    ],
    ['a member is not what the API says', notebook({ rootAccess: 7 }), { class: 'quarantined' }],
    [
      'it nests without end',
      notebook({ tags: Array.from({ length: 600 }).reduce<unknown>((inner) => [inner], []) }),
      { class: 'quarantined' },
    ],
  ])('%s', (_, fixture, expected) => expect(classOf(fixture)).toMatchObject(expected));
});

describe('forms of a record', () => {
  const plain = record(notebook({}));
  test.each<[string, unknown]>([
    ['as it is', plain],
    [
      'in an EventBridge envelope',
      { 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.sagemaker', detail: plain },
    ],
    ['in a LookupEvents event', { EventId: plain.eventID, CloudTrailEvent: JSON.stringify(plain) }],
  ])('%s', (_, value) =>
    expect(readRecord(value)).toMatchObject({ kind: 'record', record: { eventID: plain.eventID } }),
  );

  test.each<[string, unknown, string]>([
    ['no object', 7, 'not an object'],
    ['no eventID', { ...plain, eventID: undefined }, 'no eventID'],
    ['an eventName that is no text', { ...plain, eventName: 5 }, 'eventName is not a text'],
    ['a time that is none', { ...plain, eventTime: 'yesterday' }, 'eventTime is not a time'],
    ['a day that is none', { ...plain, eventTime: '2026-13-45T00:00:00Z' }, 'eventTime is not a time'],
    ['a body that is a text', { ...plain, requestParameters: 'x' }, 'requestParameters is not an object'],
    ['resources that are no list', { ...plain, resources: {} }, 'resources is not a list of objects'],
    ['a CloudTrailEvent that is cut off', { CloudTrailEvent: '{"eventID":' }, 'CloudTrailEvent is not JSON'],
    [
      'an envelope of something else',
      { 'detail-type': 'EC2 Instance State-change Notification', source: 'aws.ec2', detail: {} },
      'holds no CloudTrail record',
    ],
  ])('unreadable: %s', (_, value, reason) =>
    expect(readRecord(value)).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining(reason) as string }),
  );
});

test('every type that AWS can be asked about has a twin test', () => {
  const folder = join(import.meta.dirname, '../resources');
  const twins = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.twins.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const without = resourceTypes.filter(({ described, name }) => described && !twins.includes(`resources/${name}.ts'`));
  expect(without.map(({ name }) => name)).toEqual([]);
});
