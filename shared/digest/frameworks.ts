import type { Control } from '../core/control.ts';
import { frameworkIds, frameworks, requirementsOf, type Framework, type FrameworkId } from '../frameworks/index.ts';
import type { FrameworkCounts, FrameworkLine, ToldBefore } from './digest.ts';
import type { Undecided } from './facts.ts';
import type { At } from './standing.ts';

const worstShown = 3;

/** Requirement → how many of something support it, in one framework. */
const touched = (
  framework: FrameworkId,
  controlIds: readonly string[],
  controls: ReadonlyMap<string, Control>,
): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const id of controlIds) {
    const control = controls.get(id);
    if (!control) continue;
    for (const requirement of control.requirements[framework] ?? []) {
      counts.set(requirement, (counts.get(requirement) ?? 0) + 1);
    }
  }
  return counts;
};

const controlsOf = (stretches: At['open']): string[] => stretches.map(({ finding }) => finding.controlId);

/**
 * The requirements of a framework at a moment: each is counted once, as the worst that is known of it. `unknown`: the controls
 * that cannot decide of something, once for every resource; undefined: nobody remembers which those were.
 */
const countsAt = (
  framework: FrameworkId,
  at: At,
  unknown: readonly string[] | undefined,
  controls: ReadonlyMap<string, Control>,
): FrameworkCounts => {
  const supported = touched(framework, [...controls.keys()], controls);
  const failing = touched(framework, controlsOf(at.unwaived), controls);
  const open = unknown && touched(framework, unknown, controls);
  const waived = touched(framework, controlsOf(at.waived), controls);
  const counts = { failing: 0, unknown: 0, waived: 0, quiet: 0 };
  for (const requirement of supported.keys()) {
    if (failing.has(requirement)) counts.failing++;
    else if (open?.has(requirement)) counts.unknown++;
    else if (waived.has(requirement)) counts.waived++;
    else counts.quiet++;
  }
  const { requirements }: Framework = frameworks[framework];
  return {
    ...counts,
    ...(!open && { unknown: undefined, quiet: undefined }),
    supported: supported.size,
    withoutControl: Object.keys(requirements).length - supported.size,
  };
};

const worstOf = (framework: FrameworkId, at: At, controls: ReadonlyMap<string, Control>) => {
  const failing = touched(framework, controlsOf(at.unwaived), controls);
  const titles = new Map(
    [...controls.values()]
      .flatMap(({ requirements }) => requirementsOf(requirements))
      .filter((requirement) => requirement.framework === framework)
      .map(({ id, title }) => [id, title]),
  );
  return [...failing]
    .map(([id, findings]) => ({ id, title: titles.get(id) ?? id, findings }))
    .toSorted((a, b) => b.findings - a.findings || a.id.localeCompare(b.id, 'en', { numeric: true }))
    .slice(0, worstShown);
};

/** What was unknown a week before is not worked out again: nobody keeps it but whoever was told. */
const before = (counts: FrameworkCounts, told: number | undefined): FrameworkCounts =>
  told === undefined ? counts : { ...counts, unknown: told };

/** Every framework that the organisation cares for, at the end of the week and a week before. */
export const frameworkLines = (
  { now, earlier }: { now: At; earlier: At },
  {
    undecided,
    wanted,
    controls,
    toldBefore,
  }: {
    undecided: readonly Undecided[] | undefined;
    wanted: readonly FrameworkId[];
    controls: readonly Control[];
    toldBefore: ToldBefore | undefined;
  },
): FrameworkLine[] => {
  const byId = new Map<string, Control>(controls.map((control) => [control.id, control]));
  const unknown = undecided?.flatMap(({ controlId }) => controlId ?? []);
  return frameworkIds
    .filter((id) => wanted.length === 0 || wanted.includes(id))
    .map((id) => ({
      id,
      title: frameworks[id].title,
      source: frameworks[id].source,
      now: countsAt(id, now, unknown, byId),
      before: before(countsAt(id, earlier, undefined, byId), toldBefore?.unknown[id]),
      worst: worstOf(id, now, byId),
    }));
};
