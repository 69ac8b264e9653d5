/** What a call has to be allowed on, so that a statement about something else does not count. */
export type EscalationTarget = 'role' | 'user' | 'group' | 'policy' | 'any';

/** One call that a path needs. */
export interface RequiredAction {
  /** In AWS's spelling: `iam:PassRole`. */
  action: string;
  /** Missing: what the call is about is part of the service, and no name of it matters. */
  on?: EscalationTarget;
  /** Of `iam:PassRole`: the service that gets the role, which `iam:PassedToService` has to admit where it is tested. */
  passedTo?: string;
}

/** A way to more rights than one has: whoever may make all its calls may have what another principal has. */
export interface EscalationPath {
  /**
   * `iam-001`: as pathfinding.cloud names it. `GLUE-007`: as prowler does, where the former has none yet. Ours have an x:
   * `sagemaker-x-create-pipeline` is named for the call that hands over the role.
   */
  id: string;
  /** What one does: "Start a training job under a stronger role". */
  title: string;
  /** A: the document alone proves it. B: it takes something that exists already and has a stronger role, or a service that acts with the role on nothing but its own errands. */
  tier: 'A' | 'B';
  required: readonly RequiredAction[];
  source: string;
}

const called = (action: RequiredAction | string): RequiredAction => (typeof action === 'string' ? { action } : action);

/** Handing a role to a service. */
export const passRole = (passedTo?: string): RequiredAction => ({
  action: 'iam:PassRole',
  on: 'role',
  ...(passedTo !== undefined && { passedTo }),
});

/** Writes down the paths of one source: tier, id, title, calls. */
export const pathsFrom =
  (source: string) =>
  (
    tier: EscalationPath['tier'],
    id: string,
    title: string,
    ...required: (RequiredAction | string)[]
  ): EscalationPath => ({
    id,
    title,
    tier,
    required: required.map(called),
    source,
  });

export const pathfinding = pathsFrom('pathfinding.cloud');

export const prowler = pathsFrom('prowler');

/** The same shape as a known path, worked out from what the calls take. */
export const derived = pathsFrom('derived');
