/** What is wrong in a configuration file, where, and what is expected there. */
export interface Problem {
  /** Counted from 1. */
  line: number;
  column: number;
  /** `waivers[0].until`; empty: the file as a whole. */
  path: string;
  expected: string;
  /** The whole of it in one line: `sagewatch.yml:12:5: waivers[0].until: found "soon"; expected a date …`. */
  message: string;
}

/** A problem before its place was counted out in lines. */
export interface Fault {
  offset: number;
  path: readonly PropertyKey[];
  /** `found "soon"`, `unknown key`. */
  what: string;
  expected: string;
}

const shownLength = 60;

/** A text in quotes and on one line: what it holds may not reach a terminal as it is. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > shownLength ? `${text.slice(0, shownLength)}…` : text).replaceAll(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (hidden) => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A value as an error shows it. */
export const shown = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? quoted(value) : `${value as boolean}`;
};

const plainKey = /^[\w-]{1,60}$/;

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = String(step);
    if (!plainKey.test(key)) return `${text}[${quoted(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');

/** Faults as people read them, in the order of the file. */
export const problemsOf = (
  faults: readonly Fault[],
  fileName: string,
  lineOf: (offset: number) => { line: number; col: number },
): Problem[] =>
  faults
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ offset, path, what, expected }) => {
      const { line, col: column } = lineOf(offset);
      const place = pathText(path);
      const message = [`${fileName}:${line}:${column}`, ...(place ? [place] : []), `${what}; expected ${expected}`];
      return { line, column, path: place, expected, message: message.join(': ') };
    });
