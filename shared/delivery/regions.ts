import { partitionOf } from '../core/resource-ref.ts';

/** Services that write their records to one Region of a partition, wherever they were called from. [repost.aws: IAM, Organizations] */
const globalSources = new Set(['iam.amazonaws.com', 'organizations.amazonaws.com']);

const globalRegions: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** Whether a service's records come in one Region only. */
export const isGlobalSource = (eventSource: string): boolean => globalSources.has(eventSource);

/** The Region of a Region's partition to which global services write. */
export const globalRegionOf = (region: string): string => globalRegions[partitionOf(region)] ?? 'us-east-1';
