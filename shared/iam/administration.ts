import { actionsOf, services } from './actions.ts';
import type { Statement } from './document.ts';
import { grantOf } from './grants.ts';
import { covers, matches, shared } from './patterns.ts';
import { holder } from './persona.ts';
import type { Scene } from './scene.ts';
import { alwaysHolds, isAnyAction, isAnyResource, isAnyResourceOf, live, wholeServices } from './shape.ts';

/** Allows that always hold. */
const unconditioned = (statements: readonly Statement[], now: number): readonly Statement[] =>
  statements.filter(({ effect, tests }) => effect === 'Allow' && tests.every((test) => alwaysHolds(test, now)));

const onEverything = ({ resources, notResource }: Statement): boolean =>
  notResource ? resources?.length === 0 : (resources ?? ['*']).some(isAnyResource);

/** Whether an Allow gives everything on what another leaves out. */
const givesAllOn =
  (left: string) =>
  ({ actions, notAction, resources = [], notResource }: Statement): boolean =>
    !notAction &&
    actions.some(isAnyAction) &&
    (notResource
      ? resources.every((pattern) => shared(pattern, left) === undefined)
      : resources.some((pattern) => covers(pattern, left)));

/** Whether an Allow is about every resource, or about all but those on which others give everything. */
const onEverythingWith =
  (others: readonly Statement[]) =>
  (statement: Statement): boolean =>
    onEverything(statement) ||
    (statement.notResource && (statement.resources ?? []).every((left) => others.some(givesAllOn(left))));

/** Whether statements together mean every action of a pattern: one does, or all but what the others do. */
const togetherMean = (statements: readonly Statement[], pattern: string, depth = 0): boolean =>
  statements.some((statement) => {
    const { actions, notAction } = statement;
    if (!notAction) return actions.some((each) => covers(each, pattern) || (pattern === '*' && isAnyAction(each)));
    if (depth > 3) return false;
    const others = statements.filter((other) => other !== statement);
    return actions.every((left) => {
      const missing = shared(left, pattern);
      return missing === undefined || togetherMean(others, missing, depth + 1);
    });
  });

/** Whether patterns with a wildcard before the colon, all together, leave out no action we know and none of other services. */
const sweepAll = (statements: readonly Statement[]): boolean => {
  const patterns = statements.flatMap(({ actions, notAction }) => (notAction ? [] : actions));
  const wide = patterns.filter((pattern) => /^[^:]*[*?]/.test(pattern));
  if (wide.length < 2) return false;
  const strange = Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => `${letter}qzq:zq`);
  return (
    strange.every((action) => wide.some((pattern) => matches(pattern, action))) &&
    services.every((service) =>
      actionsOf(service).every(({ name }) => patterns.some((pattern) => matches(pattern, name.toLowerCase()))),
    )
  );
};

const givesAll = (statements: readonly Statement[], now: number): Statement | undefined => {
  const always = unconditioned(statements, now);
  const all = always.filter(onEverythingWith(always));
  if (all.length === 0 || !(togetherMean(all, '*') || sweepAll(all))) return undefined;
  return all.find(({ actions, notAction }) => notAction || actions.some(isAnyAction)) ?? all[0];
};

const everyLayer = ({ layers: { boundary, scps } }: Scene): readonly (readonly Statement[])[] => [
  ...(boundary ? [boundary] : []),
  ...scps,
];

/** The Allow that gives everything on everything, unconditioned, where no Deny takes anything back. */
export const administratorStatement = (scene: Scene): Statement | undefined => {
  const { allows, denies, input } = scene;
  const statement = givesAll(allows, input.now);
  if (!statement || !everyLayer(scene).every((layer) => givesAll(layer, input.now))) return undefined;
  return live(denies, input.now).some(takesSomething(scene)) ? undefined : statement;
};

/** Whether a Deny takes anything from anybody: read as an Allow, alone, it would grant something. */
const takesSomething =
  (scene: Scene) =>
  (deny: Statement): boolean => {
    const allow: Statement = { ...deny, effect: 'Allow' };
    const layers = { identity: [allow], resource: undefined, boundary: undefined, scps: [] };
    const alone: Scene = { ...scene, allows: [allow], denies: [], layers, limited: false };
    return grantOf(alone, allow, holder(scene.input)) !== undefined;
  };

const meets = ({ actions, notAction }: Statement, service: string): boolean => {
  const pattern = `${service}:*`;
  return notAction
    ? !actions.some((each) => covers(each, pattern))
    : actions.some((each) => shared(each, pattern) !== undefined);
};

/** The services given whole, on all their resources, unconditioned, with nothing taken back; each with the Allow that does. */
export const servicesGivenWhole = (scene: Scene): ReadonlyMap<string, Statement> => {
  const { allows, denies, input } = scene;
  const given = new Map<string, Statement>();
  for (const statement of unconditioned(allows, input.now)) {
    const { actions, notAction, resources, notResource } = statement;
    if (notAction || notResource) continue;
    for (const service of actions.flatMap(wholeServices)) {
      if ((resources ?? ['*']).some((pattern) => isAnyResourceOf(pattern, service)) && !given.has(service)) {
        given.set(service, statement);
      }
    }
  }
  if (given.size === 0) return given;
  const taking = live(denies, input.now).filter(takesSomething(scene));
  for (const service of given.keys()) {
    const limited = everyLayer(scene).some(
      (layer) => !togetherMean(unconditioned(layer, input.now).filter(onEverything), `${service}:*`),
    );
    if (limited || taking.some((deny) => meets(deny, service))) given.delete(service);
  }
  return given;
};
