import { activities } from './activities.ts';

export { activities } from './activities.ts';
export type { Activity, ActivityGrant, ActivityScope } from './activity.ts';

/** A kind of work, and the activities it consists of. */
export interface MlPersona {
  id: 'data-scientist' | 'mlops' | 'compute';
  title: string;
  activities: readonly string[];
}

/** The personas of SageMaker's Role Manager. A custom one is any mix of activities. */
export const mlPersonas: readonly MlPersona[] = [
  {
    id: 'data-scientist',
    title: 'Data scientist',
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
    activities: ['runStudioApps', 'manageModels', 'manageEndpoints', 'managePipelines', 'visualizeExperiments'],
  },
  { id: 'compute', title: 'SageMaker compute', activities: ['accessAWSServices'] },
];

/** Every call that some activities take: what somebody of a persona needs, and no more. */
export const callsOfActivities = (ids: readonly string[]): ReadonlySet<string> =>
  new Set(
    activities
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ grants }) => grants)
      .flatMap(({ actions }) => actions),
  );
