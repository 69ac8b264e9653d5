/** What a grant of an activity is about. */
export type ActivityScope =
  /** Any resource of SageMaker in the account: every type and name. */
  | 'sagemaker'
  /** Calls without a resource, or that need any. */
  | 'anything'
  /** Roles that are named, handed to SageMaker alone. */
  | 'named-roles'
  /** Buckets that are named, and what is in them. */
  | 'named-buckets'
  | 'named-repositories'
  | 'named-workgroups'
  | 'named-databases'
  | 'named-keys'
  /** Keys that are named, for grants that AWS services make and hold. */
  | 'keys-for-services'
  /** Log groups under `/aws/sagemaker/`. */
  | 'sagemaker-logs'
  /** What a call makes, in that call. */
  | 'new-resources';

export interface ActivityGrant {
  on: ActivityScope;
  actions: readonly string[];
}

/** Something people do in machine learning, with the calls it takes: an "ML activity" of SageMaker's Role Manager. */
export interface Activity {
  /** In Role Manager's spelling: `manageJobs`. */
  id: string;
  title: string;
  grants: readonly ActivityGrant[];
}

/** Names of calls from one service, each verb with what it is done to. */
export const calls = (service: string, ...names: readonly string[]): readonly string[] =>
  names.map((name) => `${service}:${name}`);

/** `each(['Describe', 'Delete'], ['Model', 'App'])`: every verb with every noun. */
export const each = (verbs: readonly string[], nouns: readonly string[]): readonly string[] =>
  verbs.flatMap((verb) => nouns.map((noun) => verb + noun));

/** Grants of SageMaker's own calls: those on its resources, and those on anything. */
export const ofSagemaker = (
  onResources: readonly string[],
  onAnything: readonly string[],
): readonly ActivityGrant[] => [
  { on: 'sagemaker', actions: calls('sagemaker', ...onResources) },
  { on: 'anything', actions: calls('sagemaker', ...onAnything) },
];

/** Handing named roles to SageMaker. */
export const passesRoles: ActivityGrant = { on: 'named-roles', actions: ['iam:PassRole'] };

/** Lending named keys to what SageMaker encrypts with them. */
export const lendsKeys: ActivityGrant = { on: 'keys-for-services', actions: ['kms:CreateGrant'] };

/** Reading and writing data that is encrypted with named keys. */
export const usesKeys: ActivityGrant = { on: 'named-keys', actions: calls('kms', 'Decrypt', 'GenerateDataKey') };
