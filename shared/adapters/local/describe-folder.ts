import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { resourceKey, type ResourceRef } from '../../core/resource-ref.ts';
import { refNamed, type ResourceType } from '../../core/resource-type.ts';
import { isMembers, type Members } from '../../core/trail-record.ts';
import type { Saved } from '../../ports.ts';
import { fromApi } from '../../resources/from-api.ts';

/** Under which a saved output is found: by ARN where it has one, else by type and name, wherever it may be. */
const keyOf = (type: ResourceType, name: string): string =>
  name.startsWith('arn:')
    ? `${type.name} ${resourceKey(refNamed(type, name, { partition: 'aws', account: '', region: '' }))}`
    : `${type.name} ${name.toLowerCase()}`;

/** What a type calls a resource of its where no account or Region is told. */
const bareKeyOf = (
  type: ResourceType,
  { arn, account, region }: ResourceRef,
  names: Iterable<string>,
): string | undefined => {
  const place = { partition: arn.split(':')[1] ?? 'aws', account, region };
  const key = resourceKey({ arn });
  return [...names].find((name) => resourceKey(refNamed(type, name, place)) === key);
};

/** The lists of `aws iam get-account-authorization-details`, whose entries are each an output of its own. */
const detailLists = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'];

const outputsIn = (value: unknown): Members[] => {
  if (Array.isArray(value)) return value.flatMap(outputsIn);
  if (!isMembers(value)) return [];
  return Array.isArray(value['RoleDetailList']) ? detailLists.flatMap((list) => outputsIn(value[list])) : [value];
};

const jsonFilesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .toSorted();

/**
 * A folder of saved Describe and Get outputs, one or a list of them a file, as `aws … > file.json` writes them. What each
 * is about is told by its members. Files that are no output of a known type are reported. Throws when there is no such
 * folder.
 */
export const describeFolder = (
  folder: string,
  types: readonly ResourceType[],
  onNote: (file: string, note: string) => void,
): Saved => {
  const saved = new Map<string, Members>();
  const bareNames = new Map<string, Set<string>>();
  const byName = new Map(types.map((type) => [type.name as string, type]));
  const take = (path: string, output: Members): boolean => {
    let taken = false;
    for (const type of types) {
      const name = type.described?.nameOf(output);
      if (name === undefined) continue;
      try {
        saved.set(keyOf(type, name), fromApi(type, output));
        if (!name.startsWith('arn:')) bareNames.set(type.name, (bareNames.get(type.name) ?? new Set()).add(name));
        taken = true;
      } catch (error) {
        onNote(
          path,
          `not read as ${type.name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
        );
      }
    }
    return taken;
  };
  for (const path of jsonFilesIn(folder)) {
    try {
      const outputs = outputsIn(JSON.parse(readFileSync(path, 'utf8')));
      if (!outputs.map((output) => take(path, output)).some(Boolean))
        onNote(path, 'skipped: not an output of a resource type that is watched');
    } catch (error) {
      onNote(path, `skipped: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return {
    state: (resource: ResourceRef) => {
      const whole = saved.get(`${resource.type} ${resourceKey(resource)}`);
      const type = byName.get(resource.type);
      const names = bareNames.get(resource.type);
      if (whole || !type || !names) return whole;
      const bare = bareKeyOf(type, resource, names);
      return bare === undefined ? undefined : saved.get(keyOf(type, bare));
    },
  };
};
