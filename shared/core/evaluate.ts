import type { Call } from './change.ts';
import type { ActivityControl, Context, Related, RelatedResource, StateControl } from './control.ts';
import type { Members } from './trail-record.ts';
import type { Outcome } from './verdict.ts';

/** One control against one resource or call: the verdict, and what it rests on. */
export interface Evaluation {
  outcome: Outcome;
  evidence: Readonly<Record<string, unknown>>;
}

const picked = (names: readonly PropertyKey[], members: Members): Record<string, unknown> =>
  Object.fromEntries(
    names.filter((name) => (name as string) in members).map((name) => [name, members[name as string]]),
  );

const alongPath = (related: Related, path: string): readonly RelatedResource[] => {
  const found = path
    .split('.')
    .reduce<readonly RelatedResource[] | undefined>(
      (at, role) => (at ? at.flatMap((resource) => resource.related[role] ?? []) : related[role]),
      undefined,
    );
  // What several refer to is one thing.
  return [...new Map(found?.map((each) => [each.resource.arn, each])).values()];
};

const followedEvidence = ({ follows }: StateControl, related: Related): Record<string, unknown> => {
  const evidence: Record<string, unknown> = {};
  for (const [path, members] of Object.entries(follows ?? {})) {
    const found = alongPath(related, path);
    if (found.length === 0) continue;
    evidence[path] = found.map(({ resource, state, exists }) => ({
      arn: resource.arn,
      ...(exists === false && { deleted: true }),
      ...picked(members, state),
    }));
  }
  return evidence;
};

const guarded = (names: readonly PropertyKey[], members: Members, judge: () => Outcome): Outcome => {
  const missing = names.filter((name) => members[name as string] === undefined).map(String);
  if (missing.length > 0) return { status: 'unknown', missing };
  try {
    return judge();
  } catch (error) {
    return { status: 'error', error };
  }
};

/** Evaluates one state control. Never throws: a control that breaks is an outcome of its own, and the others still run. */
export const evaluateState = (control: StateControl, state: Members, context: Context): Evaluation => {
  const seen = picked(control.reads, state);
  const outcome = guarded(control.reads, state, () => control.evaluate(seen as never, context));
  return { outcome, evidence: { ...seen, ...followedEvidence(control, context.related) } };
};

/** Evaluates one activity control against one call. Never throws. */
export const evaluateActivity = (
  control: ActivityControl,
  { call, facts, before, after }: { call: Call; facts: Members; before: Members | undefined; after: Members },
  context: Context,
): Evaluation => {
  const seen = picked(control.reads, facts);
  const outcome = guarded(control.reads, facts, () =>
    control.evaluate({ call, facts: seen as never, before, after }, context),
  );
  return { outcome, evidence: { call: `${call.source}:${call.name}`, ...seen } };
};
