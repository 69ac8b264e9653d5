import type { AnalysisInput, PolicyFinding, Witness } from '../analysis.ts';
import type { Statement } from '../document.ts';
import { withEffort } from '../effort.ts';
import { byLevel, type KnownLevel } from '../levels.ts';
import { sceneOf, type Scene } from '../scene.ts';
import { isStar } from '../shape.ts';
import { askingAs } from './asking.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import type { Envelope } from './envelope.ts';
import { limitsIn, limitsOn, type LimitsOn } from './limits.ts';
import type { Outside } from './scopes.ts';

/** The policies of an identity, and who it is. */
export type ExcessInput = Pick<AnalysisInput, 'policy' | 'alsoAttached' | 'boundary' | 'account' | 'now'> & {
  /** The ARN of the role or user. */
  principal?: string | undefined;
};

/** What a statement grants beyond the activities of a persona, of one access level. */
export interface ExcessGrant {
  /** Unknown: of services that are not in our table. */
  level: KnownLevel;
  /** In AWS's spelling; a pattern where the service is not in our table; `*`: all of such services. */
  actions: readonly string[];
  /** How it goes beyond what an activity is for (`on any bucket`); undefined: no activity has the actions at all. */
  beyond: string | undefined;
  statement: NonNullable<PolicyFinding['statement']>;
  /** A request that would be allowed. */
  witness: Witness;
}

/** What an identity may do beyond a persona, or why that cannot be told. */
export type Excess = { grants: readonly ExcessGrant[] } | { reason: string };

const onEverything = ({ resources, notResource }: Statement): boolean => !notResource && (resources ?? []).some(isStar);

const exceeding = (scene: Scene, principal: string | undefined, envelope: Envelope): readonly ExcessGrant[] => {
  const limits = limitsIn(scene);
  const limiting = limits.all.map(({ statement }) => statement);
  const tests = [...scene.allows, ...limiting].flatMap((statement) => statement.tests);
  const asking = askingAs(scene, { principal, tests });
  return scene.allows.flatMap((statement) => {
    const witnessOf = asking.of(statement);
    const everything = onEverything(statement);
    const alike = new Map<string, boolean>();
    /** Where all is granted and taken for every resource, it does not matter what an action is for: one stands for all. */
    const isGranted = (candidate: Candidate, outside: Outside | undefined, on: LimitsOn): boolean => {
      if (!everything || !on.everywhere) return witnessOf(candidate, outside, on) !== undefined;
      const key = `${asking.sortOf(candidate)} ${on.id} ${outside?.words}`;
      const granted = alike.get(key) ?? witnessOf(candidate, outside, on) !== undefined;
      alike.set(key, granted);
      return granted;
    };
    const found = new Map<string, ExcessGrant & { actions: string[] }>();
    const seen = new Set<string>();
    for (const candidate of candidatesOf(statement, limiting)) {
      const { name, action } = candidate;
      const outsides = envelope.limitsOf(name.toLowerCase());
      if (outsides?.length === 0 || seen.has(name)) continue;
      seen.add(name);
      const on = limitsOn(candidate, limits);
      if (on.taken) continue;
      for (const outside of outsides ?? [undefined]) {
        if (!isGranted(candidate, outside, on)) continue;
        const level = action?.level ?? 'Unknown';
        const group = `${level} ${outside?.words}`;
        const excess = found.get(group);
        const witness = excess ? excess.witness : witnessOf(candidate, outside, on);
        if (excess) excess.actions.push(name);
        else if (witness) {
          const { number, sid = null, document } = statement;
          const beyond = outside?.words;
          found.set(group, { level, actions: [name], beyond, statement: { number, sid, document }, witness });
        }
      }
    }
    return [...found.values()];
  });
};

/** Comparisons of one excess: three times what AWS's largest policies take, one as the boundary of another. */
const mostEffort = 800_000;

/**
 * What the policies of an identity grant, after Denies and within the boundary, beyond an envelope: actions that it does not
 * have, and actions on more than it has them for. The gravest level first.
 */
export const excessOf = ({ principal, ...input }: ExcessInput, envelope: Envelope): Excess =>
  withEffort<Excess>(
    mostEffort,
    () => {
      const scene = sceneOf({ ...input, kind: 'identity' });
      if ('reason' in scene) return { reason: scene.reason };
      return { grants: exceeding(scene, principal, envelope).toSorted(byLevel) };
    },
    (reason) => ({ reason }),
  );
