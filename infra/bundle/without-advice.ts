import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { parseAst } from 'vite';

/** What a control says to people: no verdict depends on it, and no finding holds it. */
export const advice: readonly string[] = ['rationale', 'remediation', 'requirements'];

interface Node {
  type: string;
  start: number;
  end: number;
}

const isNode = (value: unknown): value is Node & Record<string, unknown> =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string';

/** Every node below one, itself among them; what is below members that are left out is not there. */
function* nodesBelow(value: unknown): Generator<Node & Record<string, unknown>> {
  if (Array.isArray(value)) for (const each of value) yield* nodesBelow(each);
  if (!isNode(value)) return;
  yield value;
  for (const child of Object.values(value)) yield* nodesBelow(child);
}

const isAdvice = (node: Record<string, unknown>): boolean =>
  node['type'] === 'Property' && isNode(node['key']) && advice.includes(String(node['key']['name']));

/** A source in TypeScript without these members of its object literals. */
export const withoutMembers = (source: string): string => {
  const left: Node[] = [];
  for (const node of nodesBelow(parseAst(source, { lang: 'ts' }))) {
    if (node.type !== 'ObjectExpression') continue;
    left.push(...(node['properties'] as Node[]).filter((property) => isAdvice({ ...property })));
  }
  // From the end, so that what stands before keeps its place; of nested ones the outer takes the inner along.
  let [text, taken] = [source, Infinity];
  for (const { start, end } of left
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start, end }) => !left.some((other) => other.start < start && other.end >= end))
    .toReversed()) {
    if (end > taken) throw new Error('members that overlap');
    text = text.slice(0, start) + text.slice(end).replace(/^\s*,/, '');
    taken = start;
  }
  return text;
};

/**
 * Bundles controls without what they say to people, for a function that judges and tells nobody: what they say is a large part
 * of them, and who tells looks it up by the control's id.
 */
export const withoutAdvice: Plugin = {
  name: 'without-advice',
  setup: ({ initialOptions, onLoad }) => {
    const entries = Object.values(initialOptions.entryPoints ?? {}).map(String);
    if (!entries.every((entry) => /(^|[\\/])functions[\\/]evaluate[\\/]/.test(entry))) return;
    onLoad({ filter: /[\\/]shared[\\/]control(s|-families)[\\/].*\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: withoutMembers(await readFile(path, 'utf8')),
    }));
  },
};
