import type { Constraint, EventPattern } from './parse.ts';
import { isList, isObject, isScalar } from './values.ts';

/** Events nest no deeper: what reads them for EventBridge refuses more. [Jackson's StreamReadConstraints] */
const deepestNesting = 1_000;

/** The values of an object's member; a member whose own name has dots in it stands for a path. [event-ruler] */
const membersNamed = (object: Readonly<Record<string, unknown>>, step: string): unknown[] => {
  const found: unknown[] = Object.hasOwn(object, step) ? [object[step]] : [];
  for (const name of Object.keys(object)) {
    if (name.length > step.length && name.startsWith(step) && name[step.length] === '.') {
      found.push({ [name.slice(step.length + 1)]: object[name] });
    }
  }
  return found;
};

/** Whether there is any value at a path, in whatever elements of arrays. Objects and empty lists are no values. */
const isThere = (values: readonly unknown[], steps: readonly string[], depth = 0, nesting = 0): boolean =>
  values.some((value) => {
    if (isScalar(value)) return depth === steps.length;
    if (nesting > deepestNesting) return false;
    if (isList(value)) return isThere(value, steps, depth, nesting + 1);
    const step = steps[depth];
    return step !== undefined && isObject(value) && isThere(membersNamed(value, step), steps, depth + 1, nesting + 1);
  });

const unfulfilledBy = (
  values: readonly unknown[],
  constraints: readonly Constraint[],
  depth: number,
): readonly Constraint[] =>
  constraints.filter(
    ({ steps, test }) => steps.length !== depth || !values.some((value) => isScalar(value) && test(value)),
  );

/**
 * Whether values fulfil constraints whose paths lead through them. What is found in the objects of a list has to be found
 * in one of them: of every list one element is chosen, and what is not in a list of its own belongs to no choice.
 * (Where names with dots lead to more than one place, and one of these is a list of objects, one place has to do alone: to
 * try them together, as EventBridge does, could take for ever.)
 */
const fulfil = (
  values: readonly unknown[],
  constraints: readonly Constraint[],
  depth: number,
  nesting: number,
): boolean => {
  const left = unfulfilledBy(values, constraints, depth);
  if (left.length === 0) return true;
  if (nesting > deepestNesting) return false;
  const chosenFrom = (list: readonly unknown[]): boolean => {
    const wanted = unfulfilledBy(list, left, depth);
    if (wanted.length === 0) return true;
    return list.some((element) => !isScalar(element) && fulfil([element], wanted, depth, nesting + 1));
  };
  return values.filter(isList).some(chosenFrom) || fulfilWithin(values.filter(isObject), left, depth, nesting);
};

const fulfilWithin = (
  objects: readonly Readonly<Record<string, unknown>>[],
  constraints: readonly Constraint[],
  depth: number,
  nesting: number,
): boolean => {
  const byStep = new Map<string, Constraint[]>();
  for (const constraint of constraints) {
    const step = constraint.steps[depth];
    if (step === undefined) return false;
    const group = byStep.get(step);
    if (group) group.push(constraint);
    else byStep.set(step, [constraint]);
  }
  for (const [step, group] of byStep) {
    const values = objects.flatMap((object) => membersNamed(object, step));
    if (values.length === 0 || !fulfil(values, group, depth + 1, nesting + 1)) return false;
  }
  return true;
};

/** Whether an event pattern lets an event through, as EventBridge decides it. */
export const matches = ({ alternatives }: EventPattern, event: unknown): boolean =>
  isObject(event) &&
  alternatives.some((constraints) => {
    const asked = constraints.filter(({ orMissing, steps }) => !orMissing || isThere([event], steps));
    return fulfil([event], asked, 0, 0);
  });
