import { seconds } from '../../../core/instant.ts';
import { SourceError } from '../../../core/source-error.ts';
import type { Sleep } from '../../../ports.ts';
import { awsError, failureOf } from './aws-error.ts';
import type { S3 } from './s3-client.ts';

/** How often a body that breaks off is taken up again. The SDK itself retries only until a body begins. */
const attempts = 4;

/** The bytes of an object; a connection that breaks is taken up where it broke. Throws a `SourceError`. */
export const s3Bytes = async function* (
  client: S3,
  { bucket, key }: { bucket: string; key: string },
  sleep: Sleep,
  abortSignal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  let offset = 0;
  let version: string | undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      const { Body, ETag } = await client.send(
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ...(offset > 0 && { Range: `bytes=${offset}-` }),
          ...(offset > 0 && version !== undefined && { IfMatch: version }),
        }),
        { abortSignal },
      );
      version ??= ETag;
      for await (const chunk of (Body ?? []) as AsyncIterable<Uint8Array>) {
        offset += chunk.byteLength;
        yield chunk;
      }
      return;
    } catch (error) {
      if (failureOf(error) !== 'network' || attempt === attempts) throw objectError(error, bucket, key);
      await sleep(seconds(2 ** (attempt - 1)), abortSignal);
    }
  }
};

const objectError = (error: unknown, bucket: string, key: string): SourceError => {
  const what = `s3://${bucket}/${key}`;
  const told: Readonly<Record<string, string>> = {
    NoSuchKey: 'the object is gone since it was listed',
    InvalidObjectState: 'the object is archived; restore it first (aws s3api restore-object)',
    PreconditionFailed: 'the object changed while it was read; run this again',
  };
  const known = told[(error as Error).name];
  if (known !== undefined) return new SourceError(`${what}: ${known}`, { scope: 'file', cause: error });
  const permission = String(error).includes('kms:') ? "kms:Decrypt on the bucket's key" : `s3:GetObject on ${bucket}`;
  return awsError(error, { what, permission }, 'file');
};
