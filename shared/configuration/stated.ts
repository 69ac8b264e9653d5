import type { Configuration } from '../core/configuration.ts';
import { configurationOf } from './configuration-of.ts';
import type { KnownControl } from './control-settings.ts';
import { configurationSchema } from './schema.ts';

/**
 * The configuration that a document states which was read from a text before (`readConfiguration`), without what reading YAML
 * takes. Throws where it does not fit any more: another version of the schema, or other controls.
 */
export const statedConfiguration = (document: unknown, controls: readonly KnownControl[]): Configuration =>
  configurationOf(configurationSchema.parse(document), controls);
