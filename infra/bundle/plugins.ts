import type { Plugin } from 'esbuild';
import { packedActionTable } from './packed-action-table.ts';
import { withoutAdvice } from './without-advice.ts';
import { withoutJsonSchema } from './without-json-schema.ts';

/** A plugin that is used for one function only. Each function is bundled by itself. */
const onlyFor = (folder: string, { name, setup }: Plugin): Plugin => ({
  name,
  setup: async (build) => {
    const { entryPoints } = build.initialOptions;
    const isThere = (entry: unknown): boolean => typeof entry === 'string' && entry.startsWith(folder);
    if (Array.isArray(entryPoints) && entryPoints.every(isThere)) await setup(build);
  },
});

/** What serverless-esbuild bundles functions with. */
const plugins: readonly Plugin[] = [
  packedActionTable,
  withoutJsonSchema,
  onlyFor('functions/evaluate/', withoutAdvice),
];

export default plugins;
