import * as z from 'zod';
import { isHidden, isMembers, textOf, type Members } from '../../core/trail-record.ts';

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Walks into nested members of a request (`vpcConfig`) or of a Describe output (`VpcConfig`), whichever it is. */
export const reach = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) => (isMembers(inner) ? (inner[name] ?? inner[capitalized(name)]) : undefined),
    value,
  );

/** The objects in a list that may be absent. */
export const listed = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isMembers) : []);

/** A list of texts that may be absent; an empty list says no more than no list: both are null. */
export const texts = () =>
  z
    .preprocess(
      (value) => (Array.isArray(value) && value.length > 0 ? value : Array.isArray(value) || !value ? null : value),
      z.array(z.string()).nullable(),
    )
    .default(null);

/** The aliases that S3 makes for access points, and that stand where a bucket's name does. */
const accessPointAlias = /(-s3alias|--ol-s3)$/;

/** The buckets in S3 URIs, each once; access points are not buckets. */
export const bucketsOf = (...uris: readonly unknown[]): string[] => [
  ...new Set(
    uris
      .flatMap((uri) => /^s3:\/\/(?!arn:)([^/]+)/.exec(textOf(uri) ?? '')?.[1] ?? [])
      .filter((bucket) => !accessPointAlias.test(bucket)),
  ),
];

/** The access points in S3 URIs: whose bucket is behind them is not said. */
export const accessPointsOf = (...uris: readonly unknown[]): string[] => [
  ...new Set(
    uris
      .flatMap((uri) => /^s3:\/\/(arn:[^/]+\/[^/]+|[^/]+)/.exec(textOf(uri) ?? '')?.[1] ?? [])
      .filter((name) => name.startsWith('arn:') || accessPointAlias.test(name)),
  ),
];

/** A URI of S3 in the midst of a text, as SageMaker, Spark and plain HTTPS write it. */
const uriWithin =
  /s3[an]?:\/\/(?!arn:)([\w.-]+)|https:\/\/(?:([\w.-]{1,90})\.)?s3[\w.-]{0,90}\.amazonaws\.com(?:\.cn)?(?:\/([\w.-]+))?/gi;

/** The buckets whose URIs stand anywhere in some members, each once. What AWS masked makes the whole unknown. */
export const bucketsWithin = (...values: readonly unknown[]): string[] => {
  const found = new Set<string>();
  const take = (value: unknown): void => {
    if (isHidden(value)) found.add('***');
    else if (typeof value === 'string') {
      for (const [, plain, host, path] of value.matchAll(uriWithin)) {
        const bucket = plain ?? host ?? path;
        if (bucket !== undefined && !accessPointAlias.test(bucket)) found.add(bucket);
      }
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take);
  };
  values.forEach(take);
  return [...found];
};

/** The members of a call that states nothing, marked as masked: they are unknown, and no default is taken for them. */
export const unstated = (...names: readonly string[]): Members =>
  Object.fromEntries(names.map((name) => [name, '***']));

/** The members that an update names: what it leaves out, or sends as "", it leaves alone. */
export const named = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== ''));

/** What belongs to a domain is called by the domain and its own name: `d-abc/alice`. */
export const nameInDomain =
  (member: string) =>
  ({ domainId, [member]: name }: Members): string | undefined =>
    textOf(domainId) && textOf(name) && `${textOf(domainId)}/${textOf(name)}`;
