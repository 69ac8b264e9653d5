import { isMembers, textOf, type Members } from '../../core/trail-record.ts';

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Walks into nested members of a request (`vpcConfig`) or of a Describe output (`VpcConfig`), whichever it is. */
export const reach = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) => (isMembers(inner) ? (inner[name] ?? inner[capitalized(name)]) : undefined),
    value,
  );

/** The objects in a list that may be absent. */
export const listed = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isMembers) : []);

/** The texts in a list that may be absent; null when there are none: an empty list says no more than no list. */
export const textsOf = (value: unknown): readonly string[] | null => {
  const texts = Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : [];
  return texts.length > 0 ? texts : null;
};

/** The buckets in S3 URIs, each once; access points are not buckets. */
export const bucketsOf = (...uris: readonly unknown[]): readonly string[] => [
  ...new Set(uris.flatMap((uri) => /^s3:\/\/(?!arn:)([^/]+)/.exec(textOf(uri) ?? '')?.[1] ?? [])),
];

/** The VPC a container is put into: subnets and security groups, null where none is given. */
export const vpcOf = (vpcConfig: unknown) => ({
  subnets: textsOf(reach(vpcConfig, 'subnets')),
  securityGroupIds: textsOf(reach(vpcConfig, 'securityGroupIds')),
});
