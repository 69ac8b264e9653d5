import { kindName } from '../core/spoken.ts';
import { compareTexts, grouped } from './counting.ts';
import type { UnknownLine } from './digest.ts';
import type { Undecided } from './facts.ts';

/** What would have to be mended for it to be known: a permission hides much, and is one thing. */
const whyOf = ({ missing, reason, permission }: Undecided): string =>
  JSON.stringify(permission === undefined ? [missing, reason ?? null] : permission);

/** What could not be decided, gathered by what is missing: a permission that is lacking is one line, whatever it hides. */
export const unknownLines = (undecided: readonly Undecided[]): UnknownLine[] =>
  [...grouped(undecided, whyOf)]
    .map(([, group]) => {
      const { reason, permission, resource } = group[0] as Undecided;
      return {
        missing: [...new Set(group.flatMap((each) => each.missing))].join(', '),
        reason,
        permission,
        pairs: group.length,
        controls: [...new Set(group.flatMap(({ controlId }) => controlId ?? []))].toSorted(compareTexts),
        resources: new Set(group.map((each) => each.resource.arn)).size,
        example: resource.name === '*' ? `every ${kindName(resource.type)}` : resource.name,
      };
    })
    .toSorted(
      (a, b) =>
        Number(b.permission !== undefined) - Number(a.permission !== undefined) ||
        b.pairs - a.pairs ||
        compareTexts(a.missing, b.missing),
    );
