import { SourceError } from '../../../core/source-error.ts';

/** How a path below a pattern's base stands to the pattern: matched by it (or inside of what is), or leading there. */
export type Match = 'inside' | 'towards' | 'outside';

/** A glob, split into the folder that everything it can match is in, and the test for what is below. */
export interface Pattern {
  base: string;
  match(names: readonly string[]): Match;
}

type Segment = RegExp | '**';

/** Whether a text says which files are meant, instead of naming one. */
export const isPattern = (text: string): boolean => /[*?[{]/.test(text);

/** `a/{b,c}` as `a/b` and `a/c`, also nested, as shells do it. A brace without a comma is itself. */
const withoutBraces = (pattern: string): string[] => {
  const open = pattern.indexOf('{');
  if (open < 0) return [pattern];
  let depth = 0;
  const cuts = [open];
  for (let at = open; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '{') depth++;
    else if (character === ',' && depth === 1) cuts.push(at);
    else if (character === '}' && --depth === 0) {
      const rest = withoutBraces(pattern.slice(at + 1));
      const head = pattern.slice(0, open);
      if (cuts.length === 1) {
        const kept = withoutBraces(pattern.slice(open + 1, at));
        return kept.flatMap((inner) => rest.map((tail) => `${head}{${inner}}${tail}`));
      }
      const choices = cuts.flatMap((cut, index) => withoutBraces(pattern.slice(cut + 1, cuts[index + 1] ?? at)));
      return choices.flatMap((choice) => rest.map((tail) => `${head}${choice}${tail}`));
    }
  }
  return [pattern];
};

const segmentOf = (text: string): Segment => {
  if (text === '**') return '**';
  const source = text.replace(/\[!?[^\]]+\]|[\\^$.*+?()[\]{}|]/g, (piece) => {
    if (piece === '*') return '[^/]*';
    if (piece === '?') return '[^/]';
    if (piece.length === 1) return `\\${piece}`;
    const [negated, members] = piece[1] === '!' ? ['^', piece.slice(2, -1)] : ['', piece.slice(1, -1)];
    return `[${negated}${members.replace(/[\\^[\]]/g, '\\$&')}]`;
  });
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch (error) {
    throw new SourceError(`${text} is no pattern: what [ ] may stand for can't be told`, { cause: error });
  }
};

const takes = (segment: Segment, name: string): boolean => segment === '**' || segment.test(name);

/** Where in the pattern one can be, having read nothing more: `**` may be no folder at all. */
const closure = (segments: readonly Segment[], states: readonly number[]): number[] => {
  const reached = new Set<number>();
  for (const state of states) {
    let at = state;
    reached.add(at);
    while (segments[at] === '**') reached.add(++at);
  }
  return [...reached];
};

const matchOf = (segments: readonly Segment[], names: readonly string[]): Match => {
  let states = closure(segments, [0]);
  for (const name of names) {
    if (states.includes(segments.length)) return 'inside';
    states = closure(
      segments,
      states.flatMap((state) => {
        const segment = segments[state];
        if (segment === undefined || !takes(segment, name)) return [];
        return segment === '**' ? [state] : [state + 1];
      }),
    );
  }
  if (states.includes(segments.length)) return 'inside';
  return states.length > 0 ? 'towards' : 'outside';
};

/** What a glob means: `*`, `?`, `[…]`, `[!…]` within a name, `**` for any folders, `{a,b}` for either. */
export const patternsOf = (text: string): Pattern[] =>
  withoutBraces(text).map((pattern) => {
    const names = pattern.split('/');
    const first = names.findIndex(isPattern);
    const fixed = first < 0 ? names.length : first;
    const segments = names
      .slice(fixed)
      .filter((name) => name !== '')
      .map(segmentOf);
    const base = names.slice(0, fixed).join('/') || (pattern.startsWith('/') ? '/' : '.');
    return { base, match: (path) => matchOf(segments, path) };
  });
