import { createHash } from 'node:crypto';
import type {
  LookupEventsCommand,
  LookupEventsCommandInput,
  LookupEventsCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import { failureOf } from './aws-error.ts';
import { clientOptions, type AwsOptions } from './aws-options.ts';

/** What is used of the SDK's client. */
export interface CloudTrail {
  send(command: LookupEventsCommand, options?: { abortSignal?: AbortSignal }): Promise<LookupEventsCommandOutput>;
  config: {
    region(): Promise<string>;
    credentials(): Promise<{ accessKeyId: string; accountId?: string }>;
  };
}

/** LookupEvents in every Region with one user's credentials. */
export interface LookupAccess {
  /** The Region that the user's configuration names. */
  configuredRegion(): Promise<string | undefined>;
  /** Whose events these are, for checkpoints: the account's id, or where it is not known, a digest of the access key's. */
  identity(): Promise<string>;
  page(region: string, input: LookupEventsCommandInput, signal?: AbortSignal): Promise<LookupEventsCommandOutput>;
}

const sdkClient = async (options: AwsOptions): Promise<CloudTrail> => {
  const { CloudTrailClient } = await import('@aws-sdk/client-cloudtrail');
  return new CloudTrailClient(await clientOptions(options));
};

/** One client a Region, made when it is needed, and made anew when its credentials no longer do: somebody may log in. */
export const lookupAccess = (options: AwsOptions, clientOf = sdkClient): LookupAccess => {
  const clients = new Map<string | undefined, Promise<CloudTrail>>();
  const clientIn = (region: string | undefined): Promise<CloudTrail> => {
    const existing = clients.get(region);
    if (existing) return existing;
    const made = clientOf({ ...options, region: region ?? options.region });
    clients.set(region, made);
    return made;
  };
  const withFresh = async <Made>(work: () => Promise<Made>): Promise<Made> => {
    try {
      return await work();
    } catch (error) {
      if (['expired', 'not-known', 'no-credentials'].includes(failureOf(error))) clients.clear();
      throw error;
    }
  };
  return {
    configuredRegion: async () => {
      const client = await clientIn(undefined);
      return client.config.region().catch(() => undefined);
    },
    identity: () =>
      withFresh(async () => {
        const { accountId, accessKeyId } = await (await clientIn(undefined)).config.credentials();
        return accountId ?? `key-${createHash('sha256').update(accessKeyId).digest('hex').slice(0, 16)}`;
      }),
    page: (region, input, abortSignal) =>
      withFresh(async () => {
        const client = await clientIn(region);
        const { LookupEventsCommand: Command } = await import('@aws-sdk/client-cloudtrail');
        return client.send(new Command(input), { ...(abortSignal && { abortSignal }) });
      }),
  };
};
