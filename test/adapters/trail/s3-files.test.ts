import { expect, test } from 'vitest';
import { s3Files, type S3Options } from '../../../shared/adapters/aws/trail/s3-files.ts';
import { SourceError } from '../../../shared/core/source-error.ts';
import { fakeS3, sdkError, type Asked } from './fake-s3.ts';

const key = (region: string, time: string, account = '111122223333', organization = '') => {
  const [, year, month, day] = /(\d{4})(\d\d)(\d\d)/.exec(time) ?? [];
  return `AWSLogs/${organization}${account}/CloudTrail/${region}/${year}/${month}/${day}/${account}_CloudTrail_${region}_${time}_x.json.gz`;
};

const bucketOf = (...keys: string[]) => Object.fromEntries(keys.map((each) => [each, `<${each}>`]));

/** The keys that were read, each with what went wrong. */
const read = async (
  objects: Record<string, string>,
  prefix: string,
  options: Partial<S3Options> & { trouble?: (asked: Asked) => number | void } = {},
) => {
  const { client, asked } = fakeS3(objects, options.trouble);
  const told: string[] = [];
  const slept: number[] = [];
  const source = await s3Files(
    { bucket: 'trail', prefix },
    {
      client,
      onNote: (name, note) => void told.push(`${name}: ${note}`),
      sleep: async (milliseconds) => void slept.push(milliseconds),
      ...options,
    },
  );
  const keys: string[] = [];
  let stopped = '';
  try {
    for await (const { name, open } of source.files) {
      try {
        const chunks: Uint8Array[] = [];
        for await (const chunk of open()) chunks.push(chunk);
        expect(Buffer.concat(chunks).toString()).toBe(objects[name.slice('s3://trail/'.length)]);
        keys.push(name.slice('s3://trail/'.length));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        keys.push(`!${error.scope}: ${error.message}`);
        if (error.scope === 'source') break;
      }
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    stopped = error.message;
  }
  return { keys, stopped, told, slept, asked };
};

test('a trail is read day by day across accounts and Regions, and what lies beside it is not', async () => {
  const organization = 'o-abc/';
  const trail = [
    key('eu-west-1', '20260228T2300Z'),
    key('us-east-1', '20260228T2310Z', '222233334444', organization),
    key('eu-west-1', '20260301T0105Z'),
    key('us-east-1', '20260301T0110Z'),
    key('eu-west-1', '20260301T0115Z', '222233334444', organization),
  ];
  const beside = [
    'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/03/01/x.json.gz',
    'AWSLogs/111122223333/Config/eu-west-1/2026/3/1/x.json.gz',
    'AWSLogs/o-abc/222233334444/CloudTrail-Insight/eu-west-1/2026/03/01/x.json.gz',
  ];
  const { keys, told } = await read(bucketOf(...beside, ...trail.toReversed()), 'AWSLogs');
  expect(keys).toEqual(trail);
  expect(told.toSorted()).toEqual(
    ['CloudTrail-Digest', 'CloudTrail-Insight', 'Config'].map(
      (name) => `s3://trail/…/${name}: skipped: it lies beside the log files of CloudTrail`,
    ),
  );
});

test('of a time, only its days are listed and only its files fetched', async () => {
  const days = ['20251231', '20260228', '20260301', '20260302', '20260310'];
  const keys = days.flatMap((day) => [key('eu-west-1', `${day}T0100Z`), key('us-east-1', `${day}T2300Z`)]);
  const period = { since: Date.parse('2026-03-01T12:00:00Z'), until: Date.parse('2026-03-02T00:00:00Z') };
  const outcome = await read(bucketOf(...keys), 'AWSLogs/', { period });
  expect(outcome.keys).toEqual([keys[5], keys[6], keys[7]]);
  expect(outcome.told).toEqual([
    'outside the time asked for: 1 files and 6 dated folders were not opened, by their names',
  ]);
  const listed = outcome.asked.flatMap((asked) => ('list' in asked ? [asked.list.split('CloudTrail/')[1]] : []));
  expect(listed.filter((folder) => folder?.startsWith('eu'))).toEqual([
    'eu-west-1/',
    'eu-west-1/2026/',
    'eu-west-1/2026/03/',
    'eu-west-1/2026/03/01/',
    'eu-west-1/2026/03/02/',
  ]);
});

test.for([
  ['', ['a/1', 'a/2/3', 'ab/4', 'b']],
  ['a', ['a/1', 'a/2/3']],
  ['a/', ['a/1', 'a/2/3']],
  ['a/2/3', ['a/2/3']],
  ['b', ['b']],
] as const)('the prefix %j stands for %j', async ([prefix, keys]) => {
  expect((await read(bucketOf('a/1', 'a/2/3', 'ab/4', 'b'), prefix)).keys.toSorted()).toEqual(keys);
});

test('a prefix that ends within names stands for all of them', async () => {
  expect((await read(bucketOf('log-1/x', 'log-2', 'other'), 'log-')).keys).toEqual(['log-2', 'log-1/x']);
});

test('objects come in order whatever fetches are faster, and pages follow one another', async () => {
  const keys = Array.from({ length: 50 }, (_, index) => `a/${String(index).padStart(3, '0')}`);
  expect((await read(bucketOf(...keys), 'a')).keys).toEqual(keys);
});

test('a connection that breaks is taken up where it broke', async () => {
  const { keys, slept, asked } = await read(bucketOf('a'), 'a', { trouble: (each) => ('get' in each ? 1 : undefined) });
  expect(keys).toEqual(['a']);
  expect(asked.slice(2)).toEqual([0, 1, 2].map((from) => ({ get: 'a', from })));
  expect(slept).toEqual([1_000, 2_000]);
});

test('an object that cannot be read does not keep the others from being read', async () => {
  const trouble = (asked: Asked) => {
    if (!('get' in asked)) return;
    if (asked.get === 'a/2') throw sdkError('AccessDenied', 'Access\nDenied');
    if (asked.get === 'a/3') throw sdkError('InvalidObjectState');
    if (asked.get === 'a/4') throw sdkError('AccessDenied', 'not authorized to perform: kms:Decrypt');
  };
  expect((await read(bucketOf('a/1', 'a/2', 'a/3', 'a/4', 'a/5'), 'a', { trouble })).keys).toEqual([
    'a/1',
    '!file: s3://trail/a/2: the permission s3:GetObject on trail is missing (AWS says: Access Denied)',
    '!file: s3://trail/a/3: the object is archived; restore it first (aws s3api restore-object)',
    "!file: s3://trail/a/4: the permission kms:Decrypt on the bucket's key is missing (AWS says: not authorized to perform: kms:Decrypt)",
    'a/5',
  ]);
});

test('when everything is denied, or the credentials expire, nothing more is tried', async () => {
  const objects = bucketOf(...Array.from({ length: 30 }, (_, index) => `a/${String(index).padStart(2, '0')}`));
  const refuse = (name: string) => (asked: Asked) => {
    if ('get' in asked) throw sdkError(name);
  };
  const denied = await read(objects, 'a', { trouble: refuse('AccessDenied') });
  expect(denied.keys.map((each) => each.slice(0, 6))).toEqual([...Array(9).fill('!file:'), '!sourc']);
  const expired = await read(objects, 'a', { trouble: refuse('ExpiredToken') });
  expect(expired.keys).toEqual([
    '!source: s3://trail/a/00: the AWS credentials have expired; log in again (for example aws sso login) and run this again',
  ]);
});

test('a listing that breaks off ends the source after what was found', async () => {
  const trouble = (asked: Asked) => {
    if ('list' in asked && asked.list === 'a/2/') throw sdkError('ExpiredToken');
  };
  const { keys, stopped } = await read(bucketOf('a/1/x', 'a/2/x'), 'a', { trouble });
  expect(keys).toEqual(['a/1/x']);
  expect(stopped).toContain('s3://trail/a/2/: the AWS credentials have expired');
});

test.for([
  ['NoSuchBucket', 's3://trail/: there is no such bucket'],
  ['AccessDenied', 's3://trail/x: the permission s3:ListBucket on arn:aws:s3:::trail is missing'],
  ['CredentialsProviderError', 's3://trail/x: there are no AWS credentials to use; log in, or name a profile'],
  ['InvalidAccessKeyId', 's3://trail/x: AWS does not take these credentials'],
] as const)('%s is told before anything is read', async ([name, message]) => {
  const trouble = () => {
    throw sdkError(name);
  };
  await expect(read({}, 'x', { trouble })).rejects.toThrow(message);
});

test('a prefix with nothing in it is told', async () => {
  await expect(read(bucketOf('a'), 'x')).rejects.toThrow('s3://trail/x holds nothing');
});
