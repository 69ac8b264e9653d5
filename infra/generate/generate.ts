import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalogueText } from './catalogue.ts';

const root = join(import.meta.dirname, '../..');

// The catalogue first: what is made from it imports it.
writeFileSync(
  join(root, 'shared/catalogue.ts'),
  catalogueText(root, (path) => readFileSync(path, 'utf8')),
);
const { generatedFiles } = await import('./generated-files.ts');

for (const [path, text] of await generatedFiles(root)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
