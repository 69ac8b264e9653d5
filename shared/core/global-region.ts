import { partitionOf } from './resource-ref.ts';

/**
 * The Region of each partition in which IAM and Organizations are called and record what was done, wherever they were called
 * from, and where what belongs to no Region is kept. [AWS General Reference, IAM endpoints]
 */
export const globalRegions: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** The Region of a Region's partition to which global services write. */
export const globalRegionOf = (region: string): string => globalRegions[partitionOf(region)] ?? 'us-east-1';
