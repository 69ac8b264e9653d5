import { byDelivery, isBesideTheTrail, mayHoldRecordsOf } from '../../../cloudtrail/key-layout.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Tree } from '../../trail-walk.ts';
import { awsError } from './aws-error.ts';
import type { S3 } from './s3-client.ts';

/** An object below a folder. */
export interface S3File {
  name: string;
  size: number;
}

/** How many folders are listed at once: an organization's trail has one for each account, Region and day. */
const listedAhead = 16;

/** What lies directly below a beginning of keys, with the beginning taken away. */
export const listS3 = async (client: S3, bucket: string, beginning: string, most?: number) => {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const [folders, files]: [string[], S3File[]] = [[], []];
  let token: string | undefined;
  try {
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: beginning,
          Delimiter: '/',
          ...(most !== undefined && { MaxKeys: most }),
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      );
      for (const { Prefix = '' } of page.CommonPrefixes ?? []) folders.push(Prefix.slice(beginning.length, -1));
      for (const { Key = '', Size = 0 } of page.Contents ?? []) {
        const name = Key.slice(beginning.length);
        // What consoles make for an empty folder.
        if (!(Size === 0 && (name === '' || name.endsWith('/')))) files.push({ name, size: Size });
      }
      token = most === undefined && page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  } catch (error) {
    if ((error as Error).name === 'NoSuchBucket')
      throw awsError(new Error('there is no such bucket'), at(bucket), 'source');
    throw awsError(error, at(bucket, beginning), 'source');
  }
  return { folders, files: byDelivery(files, ({ name }) => name) };
};

const at = (bucket: string, beginning = '') => ({
  what: `s3://${bucket}/${beginning}`,
  permission: `s3:ListBucket on arn:aws:s3:::${bucket}`,
});

const isAccount = (name: string | undefined): boolean => /^\d{12}$/.test(name ?? '');

/**
 * A bucket as a tree. What lies beside an account's CloudTrail folder (digests, Config, flow logs), and days outside the
 * time asked for, are not listed; `leftOut` is told.
 */
export const s3Tree = (
  client: S3,
  bucket: string,
  period: { since: Instant; until: Instant } | undefined,
  leftOut: (name: string, why: 'beside' | 'outside') => void,
): Tree<S3File> => ({
  ahead: listedAhead,
  nameOf: ({ name }) => name,
  list: (folder) => listS3(client, bucket, folder === '' ? '' : `${folder}/`),
  enters: (path, siblings) => {
    const [name = '', parent] = path.split('/').toReversed();
    const isBeside = isAccount(parent) && siblings.includes('CloudTrail') && name !== 'CloudTrail';
    if (isBeside || isBesideTheTrail(name)) leftOut(name, 'beside');
    else if (period && !mayHoldRecordsOf(path, period)) leftOut(name, 'outside');
    else return true;
    return false;
  },
});
