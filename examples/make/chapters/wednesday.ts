import type { Entry } from '../call.ts';
import { alice, bela, belaScript, chen, frankfurt, ireland, oregon } from '../cast.ts';
import { sweepJob } from '../services/jobs.ts';
import { keyCall } from '../services/kms.ts';
import { bucketCall, bucketPolicy, bucketTags, located, publicAccessBlock } from '../services/s3.ts';
import { sagemakerArn, sagemakerCall } from '../services/sagemaker.ts';
import { after, at } from '../time.ts';

/** A page for a customer, and the quickest way to show it. */
const demo = (): Entry[] => {
  const put = bucketCall('meadow-demo-site', ireland, bela);
  return [
    put(at(11, '09:02:14'), 'CreateBucket', located(ireland)),
    put(at(11, '09:02:40'), 'PutBucketTagging', bucketTags({ temporary: true })),
    put(at(11, '09:03:25'), 'PutBucketPublicAccessBlock', publicAccessBlock(false)),
    put(
      at(11, '09:05:51'),
      'PutBucketPolicy',
      bucketPolicy({
        Sid: 'Show',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::meadow-demo-site/*',
      }),
    ),
  ];
};

/** Chen takes the key for unused; two notebooks stand on it. */
const outage = (): Entry[] => [
  keyCall('notebooks', frankfurt, chen)(at(11, '10:00:37'), 'DisableKey'),
  keyCall('notebooks', frankfurt, alice)(at(11, '12:10:20'), 'EnableKey'),
];

const pad = (number: number): string => String(number).padStart(2, '0');

/** A job whenever one of the former ends; the script names them by the second, as the SDK does. */
export const sweep = (begin: string, count: number, every: number, mended: boolean): Entry[] =>
  Array.from({ length: count }, (_, index) => {
    const time = after(begin, index * every);
    const name = `churn-sweep-${time.slice(0, 10)}-${time.slice(11, 19).replaceAll(':', '-')}-${pad(index % 100)}7`;
    return sweepJob({ time, region: oregon, by: belaScript, name, depth: 3 + (index % 8), mended });
  });

/** Wednesday: a page is shown to everybody, a key is switched off, a tag goes, and a sweep of 240 jobs runs at night. */
export const wednesday = (): Entry[] => [
  ...demo(),
  ...outage(),
  sagemakerCall(frankfurt, chen)(at(11, '14:00:02'), 'DeleteTags', {
    request: {
      resourceArn: sagemakerArn(frankfurt, 'notebook-instance', 'fraud-exploration'),
      tagKeys: ['data-class'],
    },
  }),
  ...sweep(at(11, '18:30:00'), 240, 71, false),
];
