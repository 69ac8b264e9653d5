import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { ResourceRef } from '../../core/resource-ref.ts';
import type { Members } from '../../core/trail-record.ts';
import type { Saved } from '../../ports.ts';
import { managedPolicy } from '../../resources/iam/managed-policy.ts';

const file = 'shared/data/aws-managed-policies.json.br';

/** The file of this package, wherever in it the program runs from: its sources, or the bundle. */
const pathFrom = (folder: string): string => {
  const path = join(folder, file);
  if (existsSync(path)) return path;
  if (dirname(folder) === folder) throw new Error(`${file} is missing: install sagewatch anew`);
  return pathFrom(dirname(folder));
};

interface Packed {
  /** The day of the last change among them. */
  until: string;
  policies: Readonly<Record<string, { version: string; document: object }>>;
}

const unpacked = (): Packed =>
  JSON.parse(brotliDecompressSync(readFileSync(pathFrom(import.meta.dirname))).toString()) as Packed;

const nameIn = ({ type, arn }: ResourceRef): string | undefined =>
  type === managedPolicy.name ? /^arn:[^:]+:iam::aws:policy\/(.+)$/i.exec(arn)?.[1]?.toLowerCase() : undefined;

/**
 * What the policies that AWS manages grant, as they stood when they were packed. They are read when the first is asked for.
 * What AWS changed since, only a read tells; so these, like all saved outputs, fill gaps and outrank nothing.
 */
export const awsManagedPolicies = (): Saved => {
  let byName: Map<string, { version: string; document: object }> | undefined;
  // Some are attached to a role in every account, and asked for whenever one of those changes.
  const told = new Map<string, Members>();
  return {
    state: (resource) => {
      const name = nameIn(resource);
      if (name === undefined) return undefined;
      const known = told.get(resource.arn);
      if (known) return known;
      byName ??= new Map(Object.entries(unpacked().policies).map(([key, policy]) => [key.toLowerCase(), policy]));
      const policy = byName.get(name);
      if (!policy) return undefined;
      // Documents name no partition but the first; in the others AWS has put its own.
      const partition = resource.arn.split(':')[1] ?? 'aws';
      const text = JSON.stringify(policy.document).replaceAll('arn:aws:', `arn:${partition}:`);
      const state = {
        defaultVersionId: policy.version,
        versions: { complete: false, entries: { [policy.version]: text } },
      };
      told.set(resource.arn, state);
      return state;
    },
  };
};

/** Several saved states as one: who is named first comes first. */
export const firstSaved = (...all: readonly Saved[]): Saved => ({
  state: (resource) => {
    for (const saved of all) {
      const state = saved.state(resource);
      if (state) return state;
    }
    return undefined;
  },
});
