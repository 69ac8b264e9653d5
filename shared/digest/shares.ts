import { environments } from '../core/configuration.ts';
import { days, type Instant } from '../core/instant.ts';
import { bySeverity, compareCounts, compareTexts, grouped, sum } from './counting.ts';
import type { Share } from './digest.ts';
import type { Stretch } from './standing.ts';

const shareOf = (name: string, stretches: readonly Stretch[]): Share => ({
  name,
  open: bySeverity(stretches.map(({ finding }) => finding)),
});

const ages = [
  { name: 'less than a day', below: days(1) },
  { name: '1 to 7 days', below: days(7) },
  { name: '7 to 30 days', below: days(30) },
  { name: '30 to 90 days', below: days(90) },
  { name: 'longer than 90 days', below: Infinity },
] as const;

/** For how long what is open has been open; every age is named, also where nothing has it. */
export const sharesByAge = (open: readonly Stretch[], moment: Instant): Share[] => {
  const ageOf = ({ episode }: Stretch): string =>
    (ages.find(({ below }) => moment - episode.openedAt < below) ?? ages[4]).name;
  const groups = grouped(open, ageOf);
  return ages.map(({ name }) => shareOf(name, groups.get(name) ?? []));
};

/** What nobody said of an account or a tag. */
export const notSaid = 'not said';

/** Where what is open belongs; an environment is named where anything is open in it. */
export const sharesByEnvironment = (open: readonly Stretch[]): Share[] => {
  const groups = grouped(open, ({ finding }) => finding.placement.environment ?? notSaid);
  return [...environments, notSaid].flatMap((name) => {
    const group = groups.get(name);
    return group ? [shareOf(name, group)] : [];
  });
};

/** Who answers for what is open, those with the gravest first; what nobody answers for comes last. */
export const sharesByOwner = (open: readonly Stretch[]): Share[] => {
  const nobody = open.filter(({ finding }) => finding.placement.owner === null);
  const owned = open.filter(({ finding }) => finding.placement.owner !== null);
  const groups = grouped(owned, ({ finding }) => finding.placement.owner ?? '');
  return [
    ...[...groups]
      .map(([name, group]) => shareOf(name, group))
      .toSorted((a, b) => compareCounts(a.open, b.open) || compareTexts(a.name, b.name)),
    ...(nobody.length > 0 ? [shareOf(notSaid, nobody)] : []),
  ].filter(({ open: counts }) => sum(counts) > 0);
};
