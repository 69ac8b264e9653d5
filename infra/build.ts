import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

const dist = 'dist';

await rm(dist, { recursive: true, force: true });

const { metafile } = await build({
  entryPoints: ['cli/sagewatch.ts'],
  outdir: dist,
  bundle: true,
  // What is imported dynamically (the AWS SDK) becomes files of its own, read only by the commands that use them.
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // esbuild's default for Node takes the CommonJS builds, which cannot be shaken: three times the size.
  mainFields: ['module', 'main'],
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  // CommonJS dependencies call require, which ESM does not have.
  banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" },
});

for (const [file, { bytes, entryPoint }] of Object.entries(metafile.outputs)) {
  if (entryPoint) console.log(`${file} ${Math.ceil(bytes / 1024)} kB`);
}
