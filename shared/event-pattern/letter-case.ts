import { isText, type Test } from './values.ts';

/** A character in small and in capital letters: what each one of an operand may be. `ß` is `SS` in capitals. [event-ruler] */
const formsOf = (character: string): readonly string[] => [
  ...new Set([character.toLowerCase(), character.toUpperCase()]),
];

/**
 * Where in a text a walk along an operand's characters can come to, either from its start or back from its end. All
 * places at once, since a character's two forms may differ in length: the cost is the operand's length and no more.
 */
const reached = (text: string, forms: readonly (readonly string[])[], fromEnd: boolean): ReadonlySet<number> => {
  let places = new Set([fromEnd ? text.length : 0]);
  for (const each of fromEnd ? forms.toReversed() : forms) {
    const next = new Set<number>();
    for (const place of places) {
      for (const form of each) {
        const at = fromEnd ? place - form.length : place;
        if (at >= 0 && text.startsWith(form, at)) next.add(fromEnd ? at : at + form.length);
      }
    }
    places = next;
    if (places.size === 0) break;
  }
  return places;
};

/** Whether a text is, begins or ends like another one, whatever the letter case. */
export const caseless = (kind: 'whole' | 'prefix' | 'suffix', operand: string): Test => {
  const forms = operand.split('').map(formsOf);
  return (value) => {
    if (!isText(value)) return false;
    const places = reached(value, forms, kind === 'suffix');
    return kind === 'whole' ? places.has(value.length) : places.size > 0;
  };
};
