import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles } from '../infra/generate/generated-files.ts';

const root = join(import.meta.dirname, '..');

test('generated files are what their sources make them (npm run generate)', async () => {
  for (const [path, text] of await generatedFiles(root)) {
    expect(readFileSync(join(root, path), 'utf8'), `${path} is stale`).toBe(text);
  }
});
