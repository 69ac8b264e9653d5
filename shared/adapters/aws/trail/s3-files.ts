import { mayHoldRecordsOf } from '../../../cloudtrail/key-layout.ts';
import type { Instant } from '../../../core/instant.ts';
import { SourceError } from '../../../core/source-error.ts';
import type { Sleep, Source } from '../../../ports.ts';
import { below, walk } from '../../trail-walk.ts';
import { failureOf } from './aws-error.ts';
import type { AwsOptions } from './aws-options.ts';
import { fetchedAhead, type Fetchable } from './fetched-ahead.ts';
import { s3Bytes } from './s3-bytes.ts';
import { s3Client, type S3 } from './s3-client.ts';
import { listS3, s3Tree, type S3File } from './s3-tree.ts';

export interface S3Options extends AwsOptions {
  /** Days that CloudTrail's layout places outside are not even listed. */
  period?: { since: Instant; until: Instant } | undefined;
  onNote?: ((name: string, note: string) => void) | undefined;
  sleep: Sleep;
  client?: S3;
}

interface Found extends Fetchable {
  key: string;
}

/** So many objects denied one after the other: it will not get better. */
const mostDenied = 10;

/**
 * The log files below `s3://bucket/prefix`, with the user's credentials, in the order of time where they lie in CloudTrail's
 * layout. A prefix that names a folder stands for the folder, one that names an object for the object, any other for all
 * that begins like it. Throws a `SourceError` when the bucket can't be listed or holds nothing there.
 */
export const s3Files = async (
  { bucket, prefix }: { bucket: string; prefix: string },
  options: S3Options,
): Promise<Source> => {
  const client = options.client ?? (await s3Client(options));
  const found = await listS3(client, bucket, prefix, 2);
  if (found.files.length + found.folders.length === 0) {
    throw new SourceError(`s3://${bucket}/${prefix} holds nothing`);
  }
  return {
    files: filesOf(client, bucket, prefix, options),
    measure: async () => ({}),
  };
};

const filesOf = async function* (client: S3, bucket: string, prefix: string, options: S3Options) {
  const interruption = new AbortController();
  let denied = 0;
  const bytesOf = async function* ({ key }: Found) {
    try {
      yield* s3Bytes(client, { bucket, key }, options.sleep, interruption.signal);
      denied = 0;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      denied = failureOf(error.cause) === 'denied' ? denied + 1 : 0;
      throw denied < mostDenied ? error : new SourceError(error.message, { cause: error });
    }
  };
  try {
    yield* fetchedAhead(foundIn(client, bucket, prefix, options), bytesOf);
  } finally {
    interruption.abort();
  }
};

const foundIn = async function* (
  client: S3,
  bucket: string,
  prefix: string,
  { period, onNote }: S3Options,
): AsyncGenerator<Found> {
  const beside = new Set<string>();
  const outside = { files: 0, folders: 0 };
  const tree = s3Tree(client, bucket, period, (name, why) => {
    if (why === 'outside') outside.folders++;
    else if (!beside.has(name)) {
      beside.add(name);
      onNote?.(`s3://${bucket}/…/${name}`, 'skipped: it lies beside the log files of CloudTrail');
    }
  });
  const { roots, objects } = await rootsOf(client, bucket, prefix);
  const found = (key: string, size: number): Found => ({ key, size, name: `s3://${bucket}/${key}` });
  for (const { key, size } of objects) yield found(key, size);
  for (const root of roots) {
    for await (const walked of walk(tree, root)) {
      if ('error' in walked) throw walked.error;
      const key = below(walked.folder, walked.file.name);
      if (!period || mayHoldRecordsOf(key, period)) yield found(key, walked.file.size);
      else outside.files++;
    }
  }
  if (outside.files + outside.folders > 0) {
    const what = `${outside.files} files and ${outside.folders} dated folders`;
    onNote?.('outside the time asked for', `${what} were not opened, by their names`);
  }
};

/** A prefix need not end where a name ends. */
const rootsOf = async (
  client: S3,
  bucket: string,
  prefix: string,
): Promise<{ roots: readonly string[]; objects: readonly (S3File & { key: string })[] }> => {
  if (prefix === '' || prefix.endsWith('/')) return { roots: [prefix.slice(0, -1)], objects: [] };
  const { folders, files } = await listS3(client, bucket, prefix);
  const objects = files.map((file) => ({ ...file, key: `${prefix}${file.name}` }));
  const exact = objects.filter(({ name }) => name === '');
  if (exact.length > 0) return { roots: [], objects: exact };
  if (folders.includes('')) return { roots: [prefix], objects: [] };
  return { roots: folders.map((name) => `${prefix}${name}`), objects };
};
