import type { AccessLevel } from './actions.ts';

/** The level of an action of which we know more than a pattern, or nothing. */
export type KnownLevel = AccessLevel | 'Unknown';

const weights: readonly KnownLevel[] = ['Permissions management', 'Unknown', 'Write', 'Tagging', 'Read', 'List'];

/** The order in which grants are told: what can do most harm first. */
export const byLevel = (a: { level: KnownLevel }, b: { level: KnownLevel }): number =>
  weights.indexOf(a.level) - weights.indexOf(b.level);
