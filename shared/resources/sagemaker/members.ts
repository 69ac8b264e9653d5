import * as z from 'zod';
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

/** A list of texts that may be absent; an empty list says no more than no list: both are null. */
export const texts = () =>
  z
    .preprocess(
      (value) => (Array.isArray(value) && value.length > 0 ? value : Array.isArray(value) || !value ? null : value),
      z.array(z.string()).nullable(),
    )
    .default(null);

/** The buckets in S3 URIs, each once; access points are not buckets. */
export const bucketsOf = (...uris: readonly unknown[]): string[] => [
  ...new Set(uris.flatMap((uri) => /^s3:\/\/(?!arn:)([^/]+)/.exec(textOf(uri) ?? '')?.[1] ?? [])),
];

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
