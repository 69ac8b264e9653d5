import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, refer, sometimes, unset, type Reading } from '../../core/resource-type.ts';
import { membersOf, textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { advancedSelectorsOf, basicSelector, basicSelectorsOf, defaultSelectors, fieldSelector } from './selectors.ts';

const selectorsIn = (members: Members): Members => ({
  eventSelectors: basicSelectorsOf(members['eventSelectors'] ?? members['EventSelectors']),
  advancedEventSelectors: advancedSelectorsOf(members['advancedEventSelectors'] ?? members['AdvancedEventSelectors']),
});

const arnIn = (_: Members, { responseElements }: TrailRecord): string | undefined =>
  textOf(within(responseElements, 'trailARN'));

const logs = (logging: boolean): Reading => ({ effect: 'update', state: () => ({ logging }) });

/** A trail: named by its name or its ARN in one member; by its name only in its home Region, which is the call's. */
export const cloudtrailTrail = defineResourceType({
  name: 'cloudtrail/trail',
  cloudFormationType: 'AWS::CloudTrail::Trail',
  state: z.object({
    logging: sometimes(z.boolean()),
    /** Null: it has advanced ones. */
    eventSelectors: sometimes(z.array(basicSelector).nullable()),
    advancedEventSelectors: sometimes(z.array(z.array(fieldSelector)).nullable()),
    kmsKeyId: unset(z.string()),
    s3BucketName: sometimes(z.string()),
    tags: tagMap(),
  }),
  nameOf: ({ name, trailName }) => textOf(name) ?? textOf(trailName),
  arnOf: (name, { partition, region, account }) => `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}`,
  eventSource: 'cloudtrail.amazonaws.com',
  events: {
    CreateTrail: {
      effect: 'create',
      of: (request, record) => arnIn(request, record) ?? textOf(request['name']),
      state: ({ kmsKeyId, s3BucketName, tagsList }) => ({
        // A trail is made stopped; the console starts it in a second call.
        logging: false,
        eventSelectors: defaultSelectors,
        advancedEventSelectors: null,
        kmsKeyId,
        s3BucketName,
        tags: tagsList,
      }),
    },
    UpdateTrail: {
      effect: 'update',
      of: (request, record) => arnIn(request, record) ?? textOf(request['name']),
      // Left out is left as it was; an empty key takes the key away.
      state: ({ kmsKeyId, s3BucketName }) => ({
        ...(kmsKeyId !== undefined && { kmsKeyId: textOf(kmsKeyId) ?? null }),
        s3BucketName: textOf(s3BucketName),
      }),
    },
    DeleteTrail: 'delete',
    StartLogging: logs(true),
    StopLogging: logs(false),
    PutEventSelectors: {
      effect: 'update',
      of: (request, record) => arnIn(request, record) ?? textOf(request['trailName']),
      state: selectorsIn,
    },
  },
  described: {
    by: ['cloudtrail:GetTrail', 'cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
    nameOf: (output) => textOf(within(output, 'Trail', 'TrailARN')),
    state: (output) => {
      const { KmsKeyId, S3BucketName } = membersOf(output['Trail']);
      const asked = 'EventSelectors' in output || 'AdvancedEventSelectors' in output;
      return {
        logging: output['IsLogging'],
        ...(asked && selectorsIn(output)),
        kmsKeyId: KmsKeyId,
        s3BucketName: S3BucketName,
        tags: output['TagsList'],
      };
    },
  },
  references: {
    kmsKey: ({ kmsKeyId }) => referToKey(kmsKeyId),
    bucket: ({ s3BucketName }) => refer('s3/bucket', s3BucketName),
  },
});
