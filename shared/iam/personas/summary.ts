import { byLevel, type KnownLevel } from '../levels.ts';
import type { ExcessGrant } from './excess.ts';

/** What of one access level goes beyond a persona, each action once, with how it does; the most telling first. */
export interface LevelExcess {
  level: KnownLevel;
  /** `s3:DeleteBucket`, `s3:GetObject on any bucket`. */
  actions: readonly string[];
}

/** Services by how much people mind what is done in them. */
const telling = ['*', 'iam', 'sts', 'kms', 'secretsmanager', 's3', 'sagemaker', 'lambda', 'ecr', 'ec2'];
const verbs = ['Pass', 'Assume', 'Attach', 'Put', 'Delete', 'Create', 'Update', 'Get', 'Invoke', 'Describe'];

const rankIn = (words: readonly string[], matches: (word: string) => boolean): number => {
  const rank = words.findIndex(matches);
  return rank < 0 ? words.length : rank;
};

const rankOf = (action: string): number => {
  const [service = '', name = ''] = action.split(':');
  return (
    rankIn(telling, (word) => word === service.toLowerCase()) * (verbs.length + 1) +
    rankIn(verbs, (verb) => name.startsWith(verb))
  );
};

const ranked = (names: Iterable<string>): readonly string[] =>
  [...names]
    .map((name) => ({ name, rank: rankOf(name) }))
    .toSorted((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);

/** An excess by access level, whatever the statements it comes from; the gravest level first. */
export const levelsOf = (grants: readonly ExcessGrant[]): readonly LevelExcess[] => {
  const levels = new Map<KnownLevel, Map<string, Set<string>>>();
  for (const { level, actions, beyond } of grants) {
    const names = levels.get(level) ?? new Map<string, Set<string>>();
    levels.set(level, names);
    for (const action of actions) {
      const words = names.get(action) ?? new Set();
      names.set(action, words);
      if (beyond !== undefined) words.add(beyond);
    }
  }
  return [...levels]
    .map(([level, names]) => ({
      level,
      actions: ranked(names.keys()).map((name) =>
        [name, [...(names.get(name) ?? [])].join(' and ')].join(' ').trimEnd(),
      ),
    }))
    .toSorted(byLevel);
};

/** A level in a few words: `12 Write actions (s3:DeleteBucket, s3:PutObject on any bucket, …)`; without names: `12 Write actions`. */
export const levelText = ({ level, actions }: LevelExcess, most: number): string => {
  const listed = most === 0 ? '' : ` (${actions.slice(0, most).join(', ')}${actions.length > most ? ', …' : ''})`;
  // There a pattern stands as often as an action: a count would say nothing.
  if (level === 'Unknown')
    return actions.includes('*') ? 'every action of other services' : `actions of unknown level${listed}`;
  return `${actions.length} ${level} action${actions.length === 1 ? '' : 's'}${listed}`;
};
