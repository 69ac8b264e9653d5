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

const isAdvice = (value: unknown): value is Node =>
  isNode(value) &&
  value.type === 'Property' &&
  value['computed'] !== true &&
  isNode(value['key']) &&
  advice.includes(String(value['key']['name']));

/** The members of object literals that say something to people; not what is within them. */
const adviceIn = (value: unknown): Node[] => {
  if (Array.isArray(value)) return value.flatMap(adviceIn);
  if (!isNode(value)) return [];
  if (value.type !== 'ObjectExpression') return Object.values(value).flatMap(adviceIn);
  return (value['properties'] as unknown[]).flatMap((property) =>
    isAdvice(property) ? [property] : adviceIn(property),
  );
};

/** A source in TypeScript without what its object literals say to people. */
export const adviceLeftOut = (source: string): string =>
  adviceIn(parseAst(source, { lang: 'ts' }))
    // From the end, so that what stands before keeps its place.
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end).replace(/^\s*,/, ''), source);

/**
 * Bundles controls without what they say to people, for a function that judges and tells nobody: that is a third of their
 * code, with all frameworks, and who tells looks it up by the control's id.
 */
export const withoutAdvice: Plugin = {
  name: 'without-advice',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]shared[\\/]control(s|-families)[\\/].*\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: adviceLeftOut(await readFile(path, 'utf8')),
    }));
  },
};
