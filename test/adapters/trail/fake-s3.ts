import type { S3 } from '../../../shared/adapters/aws/trail/s3-client.ts';

/** What was asked of the fake. */
export type Asked = { list: string } | { get: string; from: number };

interface Input {
  Prefix?: string;
  Delimiter?: string;
  ContinuationToken?: string;
  MaxKeys?: number;
  Key?: string;
  Range?: string;
}

const page = (objects: ReadonlyMap<string, string>, { Prefix = '', ContinuationToken, MaxKeys = 3 }: Input) => {
  const entries = new Map<string, number>();
  for (const [key, text] of objects) {
    if (!key.startsWith(Prefix)) continue;
    const slash = key.indexOf('/', Prefix.length);
    entries.set(slash < 0 ? key : key.slice(0, slash + 1), text.length);
  }
  const all = [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const from = Number(ContinuationToken ?? 0);
  const some = all.slice(from, from + MaxKeys);
  return {
    $metadata: {},
    CommonPrefixes: some.filter(([name]) => name.endsWith('/')).map(([name]) => ({ Prefix: name })),
    Contents: some.filter(([name]) => !name.endsWith('/')).map(([name, size]) => ({ Key: name, Size: size })),
    IsTruncated: from + MaxKeys < all.length,
    NextContinuationToken: String(from + MaxKeys),
  };
};

/** An error as the SDK throws it. */
export const sdkError = (name: string, message = name): Error => Object.assign(new Error(message), { name });

/**
 * A bucket in memory, three entries a page. `trouble` may throw for what is asked, or return how many bytes of an object
 * come before the connection breaks.
 */
export const fakeS3 = (
  objects: Readonly<Record<string, string>>,
  trouble: (asked: Asked) => number | void = () => {},
) => {
  const asked: Asked[] = [];
  const stored = new Map(Object.entries(objects));
  const send = async ({ input }: { input: Input }) => {
    const { Key: key } = input;
    const from = Number(/^bytes=(\d+)-$/.exec(input.Range ?? '')?.[1] ?? 0);
    const question: Asked = key === undefined ? { list: input.Prefix ?? '' } : { get: key, from };
    asked.push(question);
    const most = trouble(question) ?? Infinity;
    if (key === undefined) return page(stored, input);
    const text = stored.get(key);
    if (text === undefined) throw sdkError('NoSuchKey');
    const body = async function* () {
      yield Buffer.from(text.slice(from, from + most));
      if (from + most < text.length) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    };
    return { $metadata: {}, ETag: 'version', Body: body() };
  };
  return { client: { send } as unknown as S3, asked };
};
