import { cutTo, safe, safeLines } from '../../core/printable.ts';

/** How much of a notice is told: each text has its length, each list its number. All of them shrink with `scale`. */
export interface Bounds {
  scale: number;
  /** A name, an id, an ARN, on one line. */
  name(text: string): string;
  /** A sentence or two, on one line. */
  text(text: string): string;
  /** JSON, a statement: with lines of its own. */
  block(text: string): string;
  /** A command to be pasted: whole or not at all. */
  command(text: string): string | undefined;
  /** The first of a list, and how many more there are. */
  first<Item>(items: readonly Item[], most: number): { kept: readonly Item[]; more: number };
}

/** Lines of a block: many blank ones would push away what comes after. */
const mostLines = 60;
const lineCountOf = (text: string): number => text.split('\n').length;
const firstLines = (text: string): string =>
  lineCountOf(text) <= mostLines ? text : `${text.split('\n').slice(0, mostLines).join('\n')}\n…`;

const lengths = { name: 400, text: 1_500, block: 3_000, command: 3_000 };

/** Bounds of a scale: 1 is all that a reader may want, 1/32 what always fits. */
export const boundsOf = (scale: number): Bounds => {
  const cut = (most: number, printed: (text: string) => string) => {
    const length = Math.max(Math.floor(most * scale), 12);
    // Cut before, since making it printable takes time; and after, since it makes it longer.
    return (text: string): string => cutTo(printed(cutTo(text, length)), length);
  };
  const command = Math.floor(lengths.command * scale);
  return {
    scale,
    name: cut(lengths.name, safe),
    text: cut(lengths.text, safe),
    block: cut(lengths.block, (text) => firstLines(safeLines(text))),
    command: (text) => {
      const printed = text.length > command ? text : safeLines(text);
      const isTooLong = printed.length > command || lineCountOf(printed) > mostLines;
      return isTooLong || printed.trim() === '' ? undefined : printed;
    },
    first: (items, most) => {
      const kept = items.slice(0, Math.max(Math.floor(most * scale), 1));
      return { kept, more: items.length - kept.length };
    },
  };
};

const scales = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32];

/** The most that fits: made with less and less until it does. The smallest is taken as it is, and has to fit. */
export const fitting = <Made>(make: (bounds: Bounds) => Made, fits: (made: Made) => boolean): Made => {
  for (const scale of scales.slice(0, -1)) {
    const made = make(boundsOf(scale));
    if (fits(made)) return made;
  }
  return make(boundsOf(scales.at(-1) ?? 0));
};

/** How many bytes a text has on the wire. */
export const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** What a URL may hold, and channels could take for the end of it. */
const unclean = /[\s"'<>\\^`{|}]/g;

/** Whole, clean addresses of the web alone: what is anything else, or too long to be followed, is no link. */
export const webAddress = (url: string): string | undefined => {
  if (url.length > 2_000 || !URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  const isPlain = protocol === 'https:' && username === '' && password === '';
  const address = href.replaceAll(unclean, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return isPlain && address.length <= 2_000 ? address : undefined;
};
