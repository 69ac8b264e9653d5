import * as z from 'zod';
import type { Configuration, Waiver } from '../core/configuration.ts';
import { configurationOf, waiverOf } from './configuration-of.ts';
import type { KnownControl } from './control-settings.ts';
import { configurationSchema } from './schema.ts';

/**
 * The configuration that a document states which was read from a text before (`readConfiguration`), without what reading YAML
 * takes. Throws where it does not fit any more: another version of the schema, or other controls.
 */
export const statedConfiguration = (document: unknown, controls: readonly KnownControl[]): Configuration =>
  configurationOf(configurationSchema.parse(document), controls);

const waiversAlone = z.object({ waivers: configurationSchema.shape.waivers });

/**
 * The waivers that such a document states, whatever else it says: they were given, whether or not this version can read the
 * rest. Undefined: they cannot be read any more.
 */
export const statedWaivers = (document: unknown): readonly Waiver[] | undefined => {
  const { data } = waiversAlone.safeParse(document);
  return data && (data.waivers ?? []).map(waiverOf);
};
