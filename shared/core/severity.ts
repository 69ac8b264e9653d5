import type { Configuration, Environment, Placement, Severity, TagReading } from './configuration.ts';
import { environments, severities } from './configuration.ts';
import type { KnownMap } from './known-map.ts';
import { presentEntries } from './known-map.ts';
import type { Reach } from './verdict.ts';

/** One reason why a finding is more or less severe than its control. */
export interface SeverityStep {
  because: string;
  by: 1 | -1;
}

export interface GradedSeverity {
  base: Severity;
  steps: readonly SeverityStep[];
  result: Severity;
}

/** Only what the map itself says: a tag's value may be `constructor`. */
const own = <Value>(map: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

/** What the tags say by a reading of them; null: nothing. */
export const tagMeaning = (reading: TagReading | null, tags: KnownMap | undefined): string | null => {
  if (!reading) return null;
  const wanted = reading.key.toLowerCase();
  const found = presentEntries(tags).find(([key]) => key.toLowerCase() === wanted)?.[1];
  return found === undefined ? null : (own(reading.values, found) ?? own(reading.values, found.toLowerCase()) ?? found);
};

const environmentOf = (word: string | null): Environment | null =>
  environments.find((environment) => environment === word?.toLowerCase()) ?? null;

/** Where a resource belongs: what its own tags say, and what they do not say, its account. */
export const placementOf = (
  { accounts, tags: readings }: Configuration,
  account: string,
  tags: KnownMap | undefined,
): Placement => {
  const ofAccount = own(accounts, account);
  return {
    environment: environmentOf(tagMeaning(readings.environment, tags)) ?? ofAccount?.environment ?? null,
    dataClass: tagMeaning(readings.dataClass, tags) ?? ofAccount?.dataClass ?? null,
    owner: tagMeaning(readings.owner, tags) ?? ofAccount?.owner ?? null,
  };
};

/**
 * The severity of a finding: the control's, moved by this matrix, one step each, never past critical or low.
 *
 * | what                                   | moves                                             |
 * | -------------------------------------- | ------------------------------------------------- |
 * | regulated data (phi, cardholder, pii)  | up                                                |
 * | production and public or administrator | up                                                |
 * | sandbox                                | down, but never public access or an administrator |
 * | the control says that this one is      | up                                                |
 */
export const gradedSeverity = (
  base: Severity,
  { environment, dataClass }: Placement,
  reach: Reach | undefined,
  regulatedDataClasses: readonly string[],
  graver?: string,
): GradedSeverity => {
  const steps: SeverityStep[] = [];
  if (graver !== undefined) steps.push({ because: graver, by: 1 });
  if (dataClass !== null && regulatedDataClasses.includes(dataClass.toLowerCase())) {
    steps.push({ because: `regulated data (${dataClass})`, by: 1 });
  }
  if (environment === 'prod' && reach) steps.push({ because: `${reach} reach in production`, by: 1 });
  if (environment === 'sandbox' && !reach) steps.push({ because: 'sandbox', by: -1 });
  const moved = severities.indexOf(base) - steps.reduce((sum, { by }) => sum + by, 0);
  return { base, steps, result: severities[Math.min(Math.max(moved, 0), severities.length - 1)] ?? base };
};

/** Whether a severity is at least as severe as another. */
export const atLeast = (severity: Severity, least: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(least);
