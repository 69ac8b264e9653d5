import { quoted } from '../../core/shell.ts';
import { inUrl } from './console-page.ts';

/** Something that is to be told nowhere in a notice, and what stands in its place. */
export interface Secret {
  text: string;
  instead: string;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);

/** How a text is spelled in what notices are made of: as it is, in a URL, in JSON, in a shell's quotes. */
const spellings = (text: string): readonly string[] => [
  text,
  inUrl(text),
  encodeURIComponent(text.toWellFormed()),
  JSON.stringify(text).slice(1, -1),
  quoted(text).replace(/^'|'$/g, ''),
];

/** Texts that would be found in the middle of any word are replaced where they are a word of their own. */
const shortest = 4;

const patternOf = (text: string): string =>
  text.length < shortest ? String.raw`(?<!\w)${escaped(text)}(?!\w)` : escaped(text);

/** What cutting left of a text stands for all of it. */
const uncut = (text: string): string => text.replace(/… \([\d,]+ more characters\)$/, '');

/** A uuid is kept: its last group may be digits only. */
const accountIds = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<!\d)\d{12}(?!\d)/gi;

/** A text without any account's id. */
export const withoutAccountIds = (text: string, instead: string): string =>
  text.replace(accountIds, (found) => (found.length === 12 ? instead : found));

/** What takes secrets out of a text, however they are spelled, in any letter case; the longest first. */
export const taking = (secrets: readonly Secret[]): ((text: string) => string) => {
  const insteadOf = new Map<string, string>();
  for (const { text, instead } of secrets) {
    for (const spelled of spellings(uncut(text))) if (spelled !== '') insteadOf.set(spelled.toLowerCase(), instead);
  }
  if (insteadOf.size === 0) return (text) => text;
  const longestFirst = [...insteadOf.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(patternOf).join('|'), 'gi');
  return (text) => text.replace(pattern, (found) => insteadOf.get(found.toLowerCase()) ?? '[…]');
};
