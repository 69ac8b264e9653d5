import { controls, resourceTypes } from '../shared/catalogue.ts';

const aliases = new Map(controls.map(({ id, aliases: names = [] }) => [id as string, names]));

/** Former and other names of a control. */
export const aliasesOf = (controlId: string): readonly string[] => aliases.get(controlId) ?? [];

/** A control by its id or one of its aliases. */
export const controlNamed = (name: string) =>
  controls.find(({ id, aliases: names = [] }) => id === name || names.includes(name));

export { controls, resourceTypes };
