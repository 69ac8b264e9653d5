import type { Who } from '../notice.ts';
import type { Bounds } from './bounds.ts';
import type { Fact, Inline, Part, Section } from './page.ts';

export const text = (told: string): Inline => ({ kind: 'text', text: told });
export const strong = (told: string): Inline => ({ kind: 'strong', text: told });

/** A fact, unless there is nothing to say. */
export const fact = (label: string, value: string | readonly Inline[] | undefined): Fact[] => {
  const inlines = typeof value === 'string' ? [text(value)] : (value ?? []);
  const said = inlines.filter((inline) => !('text' in inline) || inline.text !== '');
  return said.length === 0 ? [] : [{ label, value: said }];
};

/** A section, unless there is nothing in it. */
export const section = (title: string | undefined, ...parts: readonly (Part | undefined)[]): Section[] => {
  const said = parts.filter((part) => part !== undefined && !isEmpty(part)) as Part[];
  return said.length === 0 ? [] : [{ title, parts: said }];
};

const isBlank = (inlines: readonly Inline[]): boolean =>
  inlines.every((inline) => 'text' in inline && inline.text.trim() === '');

const isEmpty = (part: Part): boolean => {
  switch (part.kind) {
    case 'line':
      return isBlank(part.inlines);
    case 'facts':
      return part.facts.length === 0;
    case 'list':
      return part.items.length === 0;
    case 'block':
      return part.text.trim() === '';
  }
};

export const lineOf = (...inlines: readonly Inline[]): Part => ({ kind: 'line', inlines });
export const blockOf = (told: string | undefined): Part | undefined =>
  told === undefined ? undefined : { kind: 'block', text: told };

/** A fact that is a moment, in the reader's time zone. */
export const timeFact = (label: string, at: number | undefined, aside = ''): Fact[] =>
  at === undefined ? [] : fact(label, [{ kind: 'time', at }, text(aside)]);

/** A list of which the first are told, and how many more there are. */
export const listOf = <Item>(
  items: readonly Item[],
  most: number,
  bounds: Bounds,
  lineFor: (item: Item) => readonly Inline[],
  alreadyMore = 0,
): Part => {
  const { kept, more } = bounds.first(items, most);
  const left = more + alreadyMore;
  const told = kept.map(lineFor).filter((inlines) => !isBlank(inlines));
  return { kind: 'list', items: [...told, ...(left > 0 ? [[text(`and ${left} more`)]] : [])] };
};

/** What people would say it was done with. */
const clientText = (client: string): string =>
  client === 'console'
    ? 'in the console'
    : /^CLI\b|^CDK$|\bSDK\b/.test(client)
      ? `with the ${client}`
      : `with ${client}`;

/** Who it was, and from where, in one line. */
export const whoText = (who: Who | undefined, bounds: Bounds): string | undefined => {
  if (!who) return undefined;
  const { name, through, address, isKnownNetwork, client } = who;
  const network = isKnownNetwork === undefined ? '' : isKnownNetwork ? ' (known network)' : ' (unknown network)';
  return [
    bounds.name(name),
    through && `through ${bounds.name(through)}`,
    address && `from ${bounds.name(address)}${network}`,
    client && clientText(bounds.name(client)),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
};
