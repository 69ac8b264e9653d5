import { safe } from '../../core/printable.ts';

/** What fills a template: texts, and lists of what fills a part of it once for each. */
export interface View {
  readonly [name: string]: string | readonly View[];
}

type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'slot'; name: string; isAttribute: boolean }
  | { kind: 'each'; name: string; pieces: Piece[] };

/** A template whose slots are filled again and again. */
export type Template = readonly Piece[];

const slots = /\{\{([#/=]?)([a-zA-Z]+)\}\}/g;

/**
 * Reads a template: `{{name}}` is text, `{{=name}}` the value of an attribute, and what stands between `{{#name}}` and
 * `{{/name}}` is there once for each of a list. Throws where it is not well nested.
 */
export const templateOf = (source: string): Template => {
  const root: Piece[] = [];
  const open: { name: string; pieces: Piece[] }[] = [{ name: '', pieces: root }];
  let at = 0;
  const pieces = (): Piece[] => open.at(-1)?.pieces ?? root;
  for (const { 0: slot, 1: sign, 2: name = '', index } of source.matchAll(slots)) {
    if (index > at) pieces().push({ kind: 'text', text: source.slice(at, index) });
    at = index + slot.length;
    if (sign === '#') {
      const each: Piece = { kind: 'each', name, pieces: [] };
      pieces().push(each);
      open.push(each);
    } else if (sign === '/') {
      if (open.pop()?.name !== name || open.length === 0)
        throw new Error(`template: {{/${name}}} closes what is not open`);
    } else pieces().push({ kind: 'slot', name, isAttribute: sign === '=' });
  }
  if (open.length > 1) throw new Error(`template: {{#${open.at(-1)?.name}}} is not closed`);
  pieces().push({ kind: 'text', text: source.slice(at) });
  return root;
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as the value of an attribute, or as text. */
export const escaped = (text: string): string => safe(text).replace(/[&<>"']/g, (each) => entities[each] ?? each);

const shortest = 16;
/** Not in the middle of numbers: addresses and times are read as one. */
const joints = /(?<=[/_@-])(?=.)|(?<=[.:])(?=\D)/u;

/**
 * Any text as HTML. Where a long word has a joint it may be broken, so that it fits a narrow screen; and no mail program takes a
 * part of it for the address of a site, to make a link of what somebody named a resource.
 */
export const textIn = (text: string): string =>
  safe(text)
    .split(' ')
    .map((word) =>
      (word.length < shortest && !/[.@:]/.test(word) ? [word] : word.split(joints)).map(escaped).join('<wbr>'),
    )
    .join(' ');

/** A template filled with a view. Throws where the view lacks what the template asks for. */
export const filled = (template: Template, view: View): string => {
  const parts: string[] = [];
  const fill = (pieces: Template, given: View): void => {
    for (const piece of pieces) {
      if (piece.kind === 'text') {
        parts.push(piece.text);
        continue;
      }
      const value = given[piece.name];
      if (piece.kind === 'each') {
        if (!Array.isArray(value)) throw new Error(`template: no list ${piece.name}`);
        for (const each of value as readonly View[]) fill(piece.pieces, each);
      } else {
        if (typeof value !== 'string') throw new Error(`template: no text ${piece.name}`);
        parts.push(piece.isAttribute ? escaped(value) : textIn(value));
      }
    }
  };
  fill(template, view);
  return parts.join('');
};
