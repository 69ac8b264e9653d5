/** One resource, named so that its names, ARNs and letter cases meet. */
export interface ResourceRef {
  /** The resource type's name, `sagemaker/notebook-instance`. */
  type: string;
  arn: string;
  account: string;
  /** Empty for what has no Region, such as IAM. */
  region: string;
  /** What people call it: the name or id at the end of its ARN. */
  name: string;
}

/** Where a call was made: what completes a bare name to an ARN. */
export interface Place {
  partition: string;
  account: string;
  region: string;
}

/** Services whose names are unique whatever their letter case, so that `Role/A` and `role/a` are one resource. */
const caseless = /^arn:[^:]*:(iam|sagemaker):/i;

/** The identity of a resource in the store: its ARN, folded to lower case where AWS compares names without case. */
export const resourceKey = ({ arn }: Pick<ResourceRef, 'arn'>): string =>
  caseless.test(arn) ? arn.toLowerCase() : arn;

const regionsWithOwnPartition = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
] as const;

/** The partition a Region belongs to. */
export const partitionOf = (region: string): string =>
  regionsWithOwnPartition.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';

/** A reference from an ARN; account and Region come from the ARN itself, and only where it has none from the place. */
export const refOf = (type: string, arn: string, place: Pick<Place, 'account' | 'region'>): ResourceRef => {
  const [, , , region = '', account = '', ...rest] = arn.split(':');
  const path = rest.join(':');
  return {
    type,
    arn,
    account: /^\d{12}$/.test(account) ? account : place.account,
    region,
    // `key/ID` or `secret:NAME`, whichever comes first: names have slashes, too.
    name: path.slice(path.search(/[/:]/) + 1),
  };
};
