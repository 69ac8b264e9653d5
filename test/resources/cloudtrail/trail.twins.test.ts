import { expect, test } from 'vitest';
import { cloudtrailTrail } from '../../../shared/resources/cloudtrail/trail.ts';
import { expectTwins, statedBy } from '../twins.ts';

const arn = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main';
const call = (eventName: string, requestParameters: object, responseElements: object | null = null) => ({
  eventSource: 'cloudtrail.amazonaws.com',
  eventName,
  requestParameters,
  responseElements,
});
const created = call(
  'CreateTrail',
  { name: 'main', s3BucketName: 'trail-logs', kmsKeyId: 'alias/trail', tagsList: [{ key: 'team', value: 'ops' }] },
  { name: 'main', trailARN: arn },
);
const trail = { Name: 'main', TrailARN: arn, S3BucketName: 'trail-logs', KmsKeyId: 'alias/trail' };
const tags = { TagsList: [{ Key: 'team', Value: 'ops' }] };

test('a trail that was made and started', () => {
  expectTwins(cloudtrailTrail, {
    records: [created, call('StartLogging', { name: 'main' })],
    output: {
      Trail: trail,
      IsLogging: true,
      EventSelectors: [
        { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
      ],
      ...tags,
    },
  });
});

test('advanced selectors take the place of the basic ones', () => {
  const tests = [
    { field: 'eventCategory', equals: ['Management'] },
    { field: 'eventSource', notEquals: ['kms.amazonaws.com'], equals: [] },
  ];
  expectTwins(cloudtrailTrail, {
    records: [
      created,
      call(
        'PutEventSelectors',
        { trailName: arn, advancedEventSelectors: [{ name: 'all', fieldSelectors: tests }] },
        { trailARN: arn },
      ),
    ],
    output: {
      Trail: trail,
      IsLogging: false,
      AdvancedEventSelectors: [
        {
          Name: 'all',
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Management'] },
            { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
          ],
        },
      ],
      ...tags,
    },
  });
});

test('a trail is one by its name in its home Region and by its ARN anywhere', () => {
  const byName = statedBy(cloudtrailTrail, [call('StopLogging', { name: 'main' })]);
  const byArn = statedBy(cloudtrailTrail, [{ ...call('StopLogging', { name: arn }), awsRegion: 'us-east-1' }]);
  expect(byName.resource).toEqual(byArn.resource);
});

test('an update states only what it names; an empty key takes the key away', () => {
  expect(statedBy(cloudtrailTrail, [call('UpdateTrail', { name: 'main', s3BucketName: 'other' })]).state).toEqual({
    s3BucketName: 'other',
  });
  expect(statedBy(cloudtrailTrail, [call('UpdateTrail', { name: 'main', kmsKeyId: '' })]).state).toEqual({
    kmsKeyId: null,
  });
});
