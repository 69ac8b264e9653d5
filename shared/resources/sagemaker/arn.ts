import type { Place } from '../../core/resource-ref.ts';

/** ARNs of a kind of SageMaker resource: `arn:aws:sagemaker:REGION:ACCOUNT:KIND/NAME`, the name in lower case. */
export const sagemakerArn =
  (kind: string) =>
  (name: string, { partition, region, account }: Place): string =>
    `arn:${partition}:sagemaker:${region}:${account}:${kind}/${name.toLowerCase()}`;
