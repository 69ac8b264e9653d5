import type { AnalysisInput, PolicyFinding } from './analysis.ts';
import { aboutAction } from './decide.ts';
import type { Statement, Test } from './document.ts';
import { settled, withEffort } from './effort.ts';
import { aboutStatement } from './findings.ts';
import { grantOf, type Grant, type Wanted } from './grants.ts';
import type { ConditionBlock } from './guardrails/conditions.ts';
import { someValue } from './options.ts';
import { holder, type Persona } from './persona.ts';
import { testsOf } from './read.ts';
import { sceneOf, type Scene } from './scene.ts';
import { isAnyAction, wholeServices } from './shape.ts';
import { arnFields, variablesIn } from './values.ts';

/** A call that a permissions policy is asked about. */
export interface CallAsked {
  /** In AWS's spelling: `sts:AssumeRole`. */
  action: string;
  /**
   * Patterns of what it is for, any of which will do. `{account}` and `{partition}` are those of the policy's owner;
   * `anyName` is the name of something that no policy means by name.
   */
  on: readonly string[];
  /** What has to be true of the call beside all that the policy asks: `{ Null: { 'iam:PermissionsBoundary': 'true' } }`. */
  when?: ConditionBlock;
  /**
   * Whatever tags it has that the call is for. Left out: it has none, and no alias nor encryption context, so that a policy for
   * those that have some does not mean it.
   */
  anyTags?: true;
}

/** A name that matches a pattern of any name, and none that means some. */
export const anyName = 'any-7f3a';

/** The same for users, and the caller's own where a policy means that: `user/${aws:username}`. */
export const anyUserName = someValue;

/** Why a question has no answer. */
export interface NotDecided {
  reason: string;
}

/** Keys that requests have only for some things of a kind: what carries a tag or an alias, or was encrypted for a purpose. */
const ofSome =
  /^[a-z0-9-]+:resourcetag\/|^iam:roletemplatearn$|^kms:(resourcealiases$|requestalias$|encryptioncontext|recipientattestation)/;

const keysIn = ({ tests, resources = [], variables: inResources }: Statement): readonly string[] => [
  ...tests.flatMap(({ key, values, variables }) => [key, ...(variables ? values.flatMap(variablesIn) : [])]),
  ...(inResources ? resources.flatMap(variablesIn) : []),
];

/** The keys of requests that any statement looks at. */
const keysOf = ({ allows, denies, layers: { boundary = [], scps } }: Scene): ReadonlySet<string> =>
  new Set([...allows, ...denies, ...boundary, ...scps.flat()].flatMap(keysIn));

/** The account in which all these patterns are; undefined: in several, or in any. */
const accountOf = (patterns: readonly string[]): string | undefined => {
  const [first, ...others] = new Set(patterns.map((pattern) => arnFields(pattern)[4] ?? ''));
  return others.length === 0 && first !== undefined && /^\d{12}$/.test(first) ? first : undefined;
};

/** Whoever holds a policy, and calls for something that has nothing which only some have. */
const caller = (
  { input }: Scene,
  keys: ReadonlySet<string>,
  { anyTags, within }: { anyTags: boolean; within: readonly string[] },
): Persona => {
  const account = keys.has('aws:resourceaccount') ? accountOf(within) : undefined;
  const absent = anyTags ? [] : [...keys].filter((key) => ofSome.test(key));
  return holder(input, [
    ...absent.map((key): [string, undefined] => [key, undefined]),
    ...(account === undefined ? [] : [['aws:resourceaccount', [account]] satisfies [string, string[]]]),
  ]);
};

const compiled = new WeakMap<ConditionBlock, readonly Test[]>();

const testsFor = (when: ConditionBlock): readonly Test[] => {
  const known = compiled.get(when);
  if (known) return known;
  const tests = testsOf(when, 'when', false);
  compiled.set(when, tests);
  return tests;
};

const placed = (pattern: string, { account, partition }: AnalysisInput): string =>
  pattern.replace('{account}', account ?? '*').replace('{partition}', partition ?? '*');

const firstGrantOf = (scene: Scene, persona: Persona, action: string, wanted: Wanted): Grant | undefined => {
  const lower = action.toLowerCase();
  return settled(() => {
    for (const statement of scene.allows) {
      if (!aboutAction(statement, lower)) continue;
      const grant = grantOf(scene, statement, persona, { ...wanted, actions: [action] });
      if (grant) return { ...grant, statement };
    }
    return undefined;
  });
};

const told = (id: string, { statement, witness }: Grant): PolicyFinding =>
  aboutStatement(id, 'medium', statement, `allows ${witness.action} on ${witness.resource}`, witness);

/** Comparisons that all questions together may take. */
const mostEffort = 400_000;

const answered = <Answer>(input: AnalysisInput, answer: (scene: Scene) => Answer): Answer | NotDecided =>
  withEffort<Answer | NotDecided>(
    mostEffort,
    () => {
      const scene = sceneOf(input);
      return 'reason' in scene ? { reason: scene.reason } : answer(scene);
    },
    (reason) => ({ reason }),
  );

/**
 * Which of these calls a permissions policy grants, each after every Deny, and proven by a request that would be allowed: a
 * finding for each call, in their order, undefined where it is not granted; or why that cannot be told. Who calls, from where
 * and when may be as the policy wants it: whoever meets that has what it gives.
 */
export const grantedCalls = (
  input: AnalysisInput,
  calls: readonly CallAsked[],
): readonly (PolicyFinding | undefined)[] | NotDecided =>
  answered(input, (scene) => {
    const keys = keysOf(scene);
    const grants = new Map<string, Grant | undefined>();
    return calls.map(({ action, on, when, anyTags = false }) => {
      // What no statement looks at tells no two calls apart.
      const must = when ? testsFor(when).filter(({ key }) => keys.has(key)) : [];
      const question = JSON.stringify([action, on, anyTags, must.map(({ written, values }) => [written, values])]);
      if (!grants.has(question)) {
        const within = on.map((pattern) => placed(pattern, input));
        const persona = caller(scene, keys, { anyTags, within });
        grants.set(question, firstGrantOf(scene, persona, action, { within, meant: [], must }));
      }
      const grant = grants.get(question);
      return grant && told(`grantedCall:${action}`, grant);
    });
  });

/** The services that a statement may mean whole: those its actions name, or with every action, those its resources name. */
const servicesMeant = ({ actions, resources = [] }: Statement): readonly string[] =>
  actions.flatMap((pattern) =>
    isAnyAction(pattern)
      ? resources.flatMap((resource) => /^arn:[^:]*:([a-z0-9-]+):/.exec(resource)?.[1] ?? [])
      : wholeServices(pattern),
  );

/**
 * The services whose every action a permissions policy grants on everything of theirs, those that AWS will add among them:
 * an action and a resource that nobody names are granted by a pattern of the whole service, after every Deny.
 */
export const grantedServices = (input: AnalysisInput): ReadonlyMap<string, PolicyFinding> | NotDecided =>
  answered(input, (scene) => {
    const keys = keysOf(scene);
    const found = new Map<string, PolicyFinding>();
    for (const statement of scene.allows) {
      if (statement.notAction) continue;
      for (const service of servicesMeant(statement)) {
        if (found.has(service)) continue;
        const within = [placed(`arn:{partition}:${service}:*:*:${anyName}/${anyName}`, input)];
        const persona = caller(scene, keys, { anyTags: false, within });
        const grant = grantOf(scene, statement, persona, { actions: [`${service}:Any7f3a`], within, meant: [] });
        if (grant) found.set(service, told(`grantedService:${service}`, grant));
      }
    }
    return found;
  });
