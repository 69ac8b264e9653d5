import { activities } from './activities.ts';

export { activities } from './activities.ts';
export type { Activity, ActivityGrant, ActivityScope } from './activity.ts';
export { envelopeOf, type Envelope } from './envelope.ts';
export { excessOf, type Excess, type ExcessGrant, type ExcessInput } from './excess.ts';
export { levelsOf, levelText, type LevelExcess } from './summary.ts';

/** A kind of work, and the activities it consists of. */
export interface MlPersona {
  id: 'data-scientist' | 'mlops' | 'compute';
  title: string;
  /** Somebody of this kind, in a sentence: `more than a data scientist`. */
  one: string;
  activities: readonly string[];
}

/** The personas of SageMaker's Role Manager. A custom one is any mix of activities. */
export const mlPersonas: readonly MlPersona[] = [
  {
    id: 'data-scientist',
    title: 'Data scientist',
    one: 'a data scientist',
    activities: [
      'runStudioApps',
      'manageJobs',
      'manageModels',
      'manageExperiments',
      'visualizeExperiments',
      'accessS3Buckets',
    ],
  },
  {
    id: 'mlops',
    title: 'MLOps',
    one: 'an MLOps engineer',
    activities: ['runStudioApps', 'manageModels', 'manageEndpoints', 'managePipelines', 'visualizeExperiments'],
  },
  { id: 'compute', title: 'SageMaker compute', one: 'an execution role', activities: ['accessAWSServices'] },
];

/** What people may say of a role: a persona of Role Manager, or one of their own making. */
export const personaIds = [...mlPersonas.map(({ id }) => id), 'custom'] as const;

/** The activities of a persona with further ones; a custom one has no others. */
export const activitiesOf = (persona: string, further: readonly string[]): readonly string[] => [
  ...new Set([...(mlPersonas.find(({ id }) => id === persona)?.activities ?? []), ...further]),
];

/** Somebody of a persona, in a sentence. */
export const personaInWords = (persona: string): string =>
  mlPersonas.find(({ id }) => id === persona)?.one ?? 'its persona';

/** Every call that some activities take: what somebody of a persona needs, and no more. */
export const callsOfActivities = (ids: readonly string[]): ReadonlySet<string> =>
  new Set(
    activities
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ grants }) => grants)
      .flatMap(({ actions }) => actions),
  );
