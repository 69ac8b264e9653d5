import { severities, type Severity } from '../core/configuration.ts';
import type { BySeverity, List } from './digest.ts';

/** Nothing of any severity. */
export const none = (): Record<Severity, number> => ({ critical: 0, high: 0, medium: 0, low: 0 });

/** How many there are of each severity. */
export const bySeverity = (all: readonly { severity: Severity }[]): BySeverity => {
  const counts = none();
  for (const { severity } of all) counts[severity]++;
  return counts;
};

/** All of them together. */
export const sum = (counts: BySeverity): number => severities.reduce((total, each) => total + counts[each], 0);

/** Orders by severity, the gravest first; of several severities, by how many there are of the gravest. */
export const compareCounts = (a: BySeverity, b: BySeverity): number =>
  severities.reduce((order, each) => order || b[each] - a[each], 0);

export const rankOf = (severity: Severity): number => severities.indexOf(severity);

export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The first of many, and how many more there are. */
export const firstOf = <Each>(all: readonly Each[], most: number): List<Each> => ({
  listed: all.slice(0, most),
  more: Math.max(0, all.length - most),
});

/** What belongs together, under what it has in common, in the order of the first of each. */
export const grouped = <Each>(all: readonly Each[], of: (each: Each) => string): Map<string, Each[]> => {
  const groups = new Map<string, Each[]>();
  for (const each of all) {
    const group = groups.get(of(each));
    if (group) group.push(each);
    else groups.set(of(each), [each]);
  }
  return groups;
};
