import { readFileSync, writeFileSync } from 'node:fs';

const path = 'docs/reliability.md';

const marks = (section: string): [begin: string, end: string] => [
  `<!-- ${section}: written by UPDATE_DOCS=1 npx vitest run test/faults --no-file-parallelism -->`,
  `<!-- end of ${section} -->`,
];

const partsOf = (section: string): [before: string, inside: string, after: string] => {
  const text = readFileSync(path, 'utf8');
  const [begin, end] = marks(section);
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no place for ${section}`);
  return [text.slice(0, from + begin.length), text.slice(from + begin.length, to), text.slice(to)];
};

/** What the document says in a section, which with `UPDATE_DOCS=1` is what was found. */
export const documentedIn = (section: string, found: string): string => {
  const [before, inside, after] = partsOf(section);
  if (process.env['UPDATE_DOCS'] !== '1') return inside.trim();
  writeFileSync(path, `${before}\n\n${found}\n\n${after}`);
  return found;
};
