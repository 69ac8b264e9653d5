import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Bundles zod without what makes JSON Schemas: each of its schemas holds on to that, and functions make none. What is left
 * out throws where it is used after all.
 */
export const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  setup: ({ onLoad }) => {
    onLoad(
      { filter: /[\\/]zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/ },
      async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const names = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name = '']) => name);
        if (names.length === 0) throw new Error(`${path} exports nothing by name any more`);
        return {
          loader: 'js',
          contents: [
            "const absent = () => { throw new Error('JSON Schemas are left out of this bundle'); };",
            // Those are called for every schema, and give what is called for a JSON Schema.
            'const absentMethod = () => absent;',
            ...names.map(
              (name) => `export const ${name} = ${/^create\w*Method$/.test(name) ? 'absentMethod' : 'absent'};`,
            ),
          ].join('\n'),
        };
      },
    );
  },
};
