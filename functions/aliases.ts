import { controls } from '../shared/catalogue.ts';

const aliases = new Map(controls.map(({ id, aliases: names = [] }) => [id as string, names]));

/** Other names of a control, under which a waiver may name it. */
export const aliasesOf = (controlId: string): readonly string[] => aliases.get(controlId) ?? [];
