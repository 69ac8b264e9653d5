import type * as z from 'zod';
import { shown, quoted, type Fault } from './problem.ts';
import { didYouMean } from './suggestion.ts';
import type { YamlTree } from './yaml-tree.ts';

type Issue = z.core.$ZodIssue;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );

const unknownKey = (tree: YamlTree, path: readonly PropertyKey[], key: string, keys: string): Fault => {
  const all = [...path, key];
  const what = `unknown key${didYouMean(key, keys.split(', '))}`;
  return { offset: tree.keyOffsetOf(all), path: all, what, expected: `one of ${keys}` };
};

/** What stands where a secret's name should be may be the secret. */
const unshown = 'something else';

/** The words that are allowed where an issue is, as far as they can be listed. */
const wordsOf = (issue: Issue): readonly string[] => {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union') return ('options' in issue ? (issue.options ?? []) : []).map(String);
  const words: unknown = issue.code === 'custom' ? issue.params?.['words'] : undefined;
  return typeof words === 'function' ? (words as () => readonly string[])() : [];
};

/** What does not fit the schema, with its place in the file. */
export const schemaFaults = (issues: readonly Issue[], tree: YamlTree): Fault[] =>
  issues.flatMap((issue): Fault | Fault[] => {
    const { path, message } = issue;
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(tree, path, key, message));
    if (issue.code === 'invalid_key') {
      const expected = issue.issues[0]?.message ?? message;
      const what = `found the key ${quoted(String(path.at(-1)))}`;
      return { offset: tree.keyOffsetOf(path), path, what, expected };
    }
    const value = valueAt(tree.value, path);
    const what = value === undefined ? 'is missing' : `found ${path.at(-1) === 'secret' ? unshown : shown(value)}`;
    const meant = typeof value === 'string' ? didYouMean(value, wordsOf(issue)) : '';
    return { offset: tree.offsetOf(path), path, what: what + meant, expected: message };
  });
