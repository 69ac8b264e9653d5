import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { week } from './week.ts';

const trail = join(import.meta.dirname, '../trail');

rmSync(trail, { recursive: true, force: true });
const files = week();
for (const [path, bytes] of files) {
  const target = join(trail, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}
console.log(`${files.size} files, ${[...files.values()].reduce((sum, { length }) => sum + length, 0)} bytes`);
