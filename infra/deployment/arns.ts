import { partitionOf } from '../../shared/core/resource-ref.ts';

/** The bus of a stage, to which other Regions and accounts forward. */
export const busArn = (stage: string, { region, account }: { region: string; account: string }): string =>
  `arn:${partitionOf(region)}:events:${region}:${account}:event-bus/sagewatch-${stage}`;

/** The account that an ARN names. */
export const accountIn = (arn: string): string => arn.split(':')[4] ?? '';
