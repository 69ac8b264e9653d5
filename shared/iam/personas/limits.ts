import { arnsShared } from '../arn.ts';
import type { Statement } from '../document.ts';
import { effort } from '../effort.ts';
import { matches } from '../patterns.ts';
import type { Scene } from '../scene.ts';
import { isStar } from '../shape.ts';
import { meaning, type Candidate } from './candidates.ts';

/** A statement that may take back some of what others allow: a Deny, or an Allow of the boundary by what it leaves out. */
interface Limit {
  statement: Statement;
  /** Its place among all of them. */
  index: number;
  isAbout(candidate: Candidate): boolean;
  /** Whether it is about some resource that candidates of a kind are for. */
  reaches: Map<string, boolean>;
}

/** All that bears on what a policy allows besides itself. */
export interface Limits {
  scene: Scene;
  all: readonly Limit[];
  parts: Map<string, LimitsOn>;
}

/** What bears on one candidate. */
export interface LimitsOn {
  /** The same where the same statements do. */
  id: string;
  /** The scene with these alone: what it grants of the candidate is what the whole grants. */
  scene: Scene;
  /** All of them are about every resource. */
  everywhere: boolean;
  /** They leave nothing of it, as a glance tells. */
  taken: boolean;
  /** The resources that they leave: those the boundary allows, those a Deny spares. */
  left: readonly string[];
}

/** All but everything is nothing. */
const meansNothing = ({ resources = [], notResource }: Statement): boolean => notResource && resources.some(isStar);

export const limitsIn = (scene: Scene): Limits => {
  const limiting = [...scene.denies, ...(scene.layers.boundary ?? []).filter(({ effect }) => effect === 'Allow')];
  return {
    scene,
    all: limiting
      .filter((statement) => !meansNothing(statement))
      .map((statement, index) => ({ statement, index, isAbout: meaning(statement), reaches: new Map() })),
    parts: new Map(),
  };
};

const canReach = ({ resources = [] }: Statement, { action }: Candidate): boolean =>
  !action ||
  resources.some(
    (pattern) =>
      matches(pattern, '*') ||
      pattern.includes('${') ||
      action.forms.some((form) => arnsShared(pattern, form).length > 0),
  );

const reaches = ({ statement, reaches: known }: Limit, candidate: Candidate): boolean => {
  const before = known.get(candidate.kind);
  if (before !== undefined) return before;
  effort(10);
  const found = canReach(statement, candidate);
  known.set(candidate.kind, found);
  return found;
};

/** Whether a limit bears on a candidate; what names other resources than it can be for does not, unless it spares them. */
const bearsOn = (limit: Limit, candidate: Candidate): boolean =>
  limit.isAbout(candidate) && (limit.statement.notResource || reaches(limit, candidate));

/** Whether a Deny takes a candidate always: from everything, or from everything it is for. */
const takes = (limit: Limit, candidate: Candidate): boolean => {
  const { effect, tests, resources = [], notResource } = limit.statement;
  if (effect !== 'Deny' || tests.length > 0) return false;
  return notResource ? !reaches(limit, candidate) : resources.some(isStar);
};

const partOf = (limits: readonly Limit[], scene: Scene, id: string, candidate: Candidate): LimitsOn => {
  const bearing = new Set(limits.map(({ statement }) => statement));
  const boundary = scene.layers.boundary?.filter((statement) => bearing.has(statement));
  return {
    id,
    scene: {
      ...scene,
      denies: scene.denies.filter((statement) => bearing.has(statement)),
      layers: { ...scene.layers, boundary },
    },
    everywhere: limits.every(
      ({ statement: { resources = [], notResource } }) => !notResource && resources.some(isStar),
    ),
    taken:
      limits.some((limit) => takes(limit, candidate)) || boundary?.some(({ effect }) => effect === 'Allow') === false,
    left: limits
      .filter(({ statement: { effect, notResource } }) => (effect === 'Deny') === notResource)
      .flatMap(({ statement: { resources = [] } }) => resources.filter((pattern) => !pattern.includes('${'))),
  };
};

/** The limits that bear on a candidate. Actions of one kind with the same limits are granted or not alike. */
export const limitsOn = (candidate: Candidate, { all, scene, parts }: Limits): LimitsOn => {
  effort(1 + all.length / 8);
  const bearing = all.filter((limit) => bearsOn(limit, candidate));
  const id = bearing.map(({ index }) => index).join();
  const key = `${id} ${candidate.kind}`;
  const part = parts.get(key) ?? partOf(bearing, scene, id, candidate);
  parts.set(key, part);
  return part;
};
