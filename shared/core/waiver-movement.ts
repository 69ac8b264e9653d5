import type { Waiver } from './configuration.ts';
import { waiverTransitionOf, type Finding, type Publication, type Transition } from './finding.ts';
import type { Instant } from './instant.ts';
import { waiverKey, waiverOf } from './waiver.ts';

/** The waivers that there were at a moment, and the publication that brought them. */
export interface Waiving {
  waivers: readonly Waiver[];
  at: Instant;
  published?: Publication | undefined;
}

/**
 * How waivers moved an open finding between two moments; undefined: they did not. What ended of itself did so at its end, what
 * was taken back when it was. Another waiver than before counts as a new one: somebody has approved something else.
 */
export const waiverMovement = (
  finding: Finding,
  before: Waiving,
  after: Waiving,
  aliases: readonly string[] = [],
): Transition | undefined => {
  const was = waiverOf(finding, before.waivers, before.at, aliases);
  const is = waiverOf(finding, after.waivers, after.at, aliases);
  const { published } = after;
  if (is) {
    const key = waiverKey(is);
    if (was && waiverKey(was) === key) return undefined;
    return waiverTransitionOf(finding, 'waived', after.at, { waiver: is, key, published });
  }
  if (!was) return undefined;
  const named = { waiver: was, key: waiverKey(was) };
  return was.until < after.at
    ? waiverTransitionOf(finding, 'waiver-ended', was.until, named)
    : waiverTransitionOf(finding, 'waiver-ended', after.at, { ...named, published });
};
