import { stepsOf } from './catalogue.ts';
import type { Call } from './change.ts';
import type { ActivityControl, Context, Related, RelatedResource, StateControl } from './control.ts';
import { resourceKey } from './resource-ref.ts';
import type { Members } from './trail-record.ts';
import type { Outcome } from './verdict.ts';

/** One control against one resource or call: the verdict, and what it rests on. */
export interface Evaluation {
  outcome: Outcome;
  evidence: Readonly<Record<string, unknown>>;
  /** Of a state control that could not decide: what it followed, whose state may be what is missing. */
  followed?: readonly RelatedResource[] | undefined;
}

const picked = (names: readonly PropertyKey[], members: Members): Record<string, unknown> =>
  Object.fromEntries(
    names.filter((name) => (name as string) in members).map((name) => [name, members[name as string]]),
  );

/** What is referred to by a role, and what that refers to by the same role, and so on; the nearest first. */
const chain = (related: Related, role: string): readonly RelatedResource[] =>
  (related[role] ?? []).flatMap((resource) => [resource, ...chain(resource.related, role)]);

const alongPath = (related: Related, path: string): readonly RelatedResource[] => {
  const found = stepsOf(path).reduce<readonly RelatedResource[] | undefined>((at, { role, isChained }) => {
    const step = (from: Related) => (isChained ? chain(from, role) : (from[role] ?? []));
    return at ? at.flatMap((resource) => step(resource.related)) : step(related);
  }, undefined);
  // What several refer to is one thing.
  return [...new Map(found?.map((each) => [resourceKey(each.resource), each])).values()];
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
  const seen = picked([...control.reads, ...(control.mayRead ?? [])], state);
  const outcome = guarded(control.reads, state, () => control.evaluate(seen as never, context));
  const evidence = { ...(control.evidence?.(seen as never) ?? seen), ...followedEvidence(control, context.related) };
  if (outcome.status !== 'unknown' || !control.follows) return { outcome, evidence };
  return {
    outcome,
    evidence,
    followed: Object.keys(control.follows).flatMap((path) => alongPath(context.related, path)),
  };
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
