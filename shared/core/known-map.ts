import * as z from 'zod';
import { isMembers } from './trail-record.ts';

/**
 * What is known of a map whose entries are added and taken away by calls of their own (tags, ingress rules).
 * `null`: known to have been taken away. Not complete: there may be entries that nobody told us of.
 */
export interface KnownMap<Value = string> {
  complete: boolean;
  entries: Readonly<Record<string, Value | null>>;
}

export const completeMap = <Value>(entries: Record<string, Value>): KnownMap<Value> => ({ complete: true, entries });

/** The map after some entries were added (a value) or taken away (null). */
export const withEntries = <Value>(
  before: KnownMap<Value> | undefined,
  delta: Readonly<Record<string, Value | null>>,
): KnownMap<Value> => ({ complete: before?.complete ?? false, entries: { ...before?.entries, ...delta } });

/** The entries that are there, as far as is known. */
export const presentEntries = <Value>(map: KnownMap<Value> | undefined): [string, Value][] =>
  Object.entries(map?.entries ?? {}).filter((entry): entry is [string, Value] => entry[1] !== null);

const listOrMap = (value: unknown): unknown => {
  if (isMembers(value) && 'complete' in value && 'entries' in value) return value;
  return { complete: true, entries: tagEntries(value) };
};

const scalarText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** Tags in any form AWS writes them: `[{key, value}]`, `[{Key, Value}]`, `[{tagKey, tagValue}]`, or a plain map. */
export const tagEntries = (value: unknown): Record<string, string> => {
  if (Array.isArray(value)) {
    return Object.fromEntries(
      value.filter(isMembers).map((tag) => [
        scalarText(tag['key'] ?? tag['Key'] ?? tag['tagKey'] ?? tag['TagKey']),
        // XML bodies are type-guessed by CloudTrail: the tag value "true" arrives as a boolean.
        scalarText(tag['value'] ?? tag['Value'] ?? tag['tagValue'] ?? tag['TagValue']),
      ]),
    );
  }
  if (!isMembers(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, scalarText(text)]));
};

/** The schema of a member that is a known map, of texts unless another value is named. */
export const knownMap = <Value extends z.ZodType = z.ZodString>(value?: Value) =>
  z.object({
    complete: z.boolean(),
    entries: z.record(z.string(), (value ?? z.string()).nullable()),
  }) as unknown as z.ZodType<KnownMap<z.output<Value>>>;

/** The schema of a tag member: absent at a creation means known to have none. */
export const tagMap = () =>
  z.preprocess(
    listOrMap,
    z.object({ complete: z.boolean(), entries: z.record(z.string(), z.string().nullable()) }),
  ) as unknown as z.ZodType<KnownMap>;
