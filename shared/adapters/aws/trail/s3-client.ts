import type {
  GetObjectCommand,
  GetObjectCommandOutput,
  ListObjectsV2Command,
  ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3';
import { clientOptions, type AwsOptions } from './aws-options.ts';

/** What is used of the SDK's client. */
export interface S3 {
  send(command: ListObjectsV2Command, options?: { abortSignal?: AbortSignal }): Promise<ListObjectsV2CommandOutput>;
  send(command: GetObjectCommand, options?: { abortSignal?: AbortSignal }): Promise<GetObjectCommandOutput>;
}

const anyRegion = 'us-east-1';

/** A client for any bucket: S3 redirects to the bucket's own Region, so any will do where none is configured. */
export const s3Client = async (options: AwsOptions): Promise<S3> => {
  const { S3Client } = await import('@aws-sdk/client-s3');
  const configured = { ...(await clientOptions(options)), followRegionRedirects: true };
  const client = new S3Client(configured);
  try {
    await client.config.region();
    return client;
  } catch {
    return new S3Client({ ...configured, region: anyRegion });
  }
};
