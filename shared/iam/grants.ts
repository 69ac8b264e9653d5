import type { Witness } from './analysis.ts';
import { actionChoices, resourceChoices } from './choices.ts';
import { aboutAction } from './decide.ts';
import type { Statement, Test } from './document.ts';
import { effort, settled } from './effort.ts';
import type { Persona } from './persona.ts';
import { isAbout } from './principal.ts';
import type { Scene } from './scene.ts';
import { witnessOf } from './scene.ts';
import { contextThatAllows } from './search.ts';

/** An Allow that passes after all Denies, boundary and SCPs, and a request that proves it. */
export interface Grant {
  statement: Statement;
  witness: Witness;
}

/** What is asked of a statement; left out: any of its actions, any of its resources. */
export interface Wanted {
  actions?: readonly string[];
  /** Patterns of resources that the action can be for. */
  within?: readonly string[] | undefined;
  /** What a lone star stands for. */
  meant?: readonly string[];
  /** Tests that have to hold beside the statement's own. */
  must?: readonly Test[];
  accepts?: (resource: string) => boolean;
}

/** The tests of every way the boundary and the SCPs allow a call: one Allow of each of them. */
const limitTests = ({ layers: { boundary, scps }, limited }: Scene, action: string): readonly (readonly Test[])[] => {
  if (!limited) return [[]];
  const layers = [...(boundary ? [boundary] : []), ...scps];
  return layers.reduce<readonly (readonly Test[])[]>(
    (ways, layer) => {
      const allowing = layer.filter((statement) => statement.effect === 'Allow' && aboutAction(statement, action));
      return ways.flatMap((way) => allowing.slice(0, 8).map(({ tests }) => [...way, ...tests]));
    },
    [[]],
  );
};

/** What the resources of a call have to be like for a boundary or an SCP to allow it too. */
const limitPatterns = ({ layers: { boundary, scps }, limited }: Scene): readonly string[] =>
  limited
    ? [...(boundary ?? []), ...scps.flat()].flatMap(({ effect, resources, notResource }) =>
        effect === 'Allow' && !notResource ? (resources ?? []) : [],
      )
    : [];

/** How a role is assumed: IAM principals and services in one way, those whom an identity provider vouches for in others. */
const trustActions = ({ input: { kind } }: Scene, { caller }: Persona): readonly string[] | undefined => {
  if (kind !== 'trust') return undefined;
  if (caller?.type !== 'Federated') return ['sts:AssumeRole'];
  return caller.id.includes(':saml-provider/') ? ['sts:AssumeRoleWithSAML'] : ['sts:AssumeRoleWithWebIdentity'];
};

const anyGrantOf = (scene: Scene, statement: Statement, persona: Persona, wanted: Wanted): Grant | undefined => {
  if (statement.effect !== 'Allow' || !isAbout(statement, persona.caller)) return undefined;
  const { denies, layers } = scene;
  const { must: also = [] } = wanted;
  effort(2 + 3 * denies.length);
  const weighed = denies.filter((deny) => isAbout(deny, persona.caller));
  const actions = wanted.actions ?? trustActions(scene, persona) ?? actionChoices(statement, weighed);
  const limits = limitPatterns(scene);
  for (const action of actions) {
    const lower = action.toLowerCase();
    if (!aboutAction(statement, lower)) continue;
    const about = weighed.filter((deny) => aboutAction(deny, lower));
    effort(1 + 2 * weighed.length);
    const confined =
      limits.length > 0 ? [...about, ...limits.map((pattern) => limitAsDeny(pattern, statement))] : about;
    const choices = resourceChoices(statement, {
      denies: confined,
      persona,
      meant: wanted.meant ?? ['*'],
      ...(wanted.within && { within: wanted.within }),
    });
    const ways = limitTests(scene, lower);
    for (const { resource, bound } of choices) {
      if (wanted.accepts && !wanted.accepts(resource)) continue;
      for (const way of ways) {
        const must = way.length + also.length > 0 ? [...statement.tests, ...way, ...also] : statement.tests;
        const attempt = { statement, action: lower, resource, persona, must, ...(bound && { bound }) };
        const context = contextThatAllows(attempt, layers, about);
        if (context) return { statement, witness: witnessOf(persona, action, resource, context) };
      }
    }
  }
  return undefined;
};

/** A request by a persona that a statement allows and nothing else takes back, if there is one. */
export const grantOf = (scene: Scene, statement: Statement, persona: Persona, wanted: Wanted = {}): Grant | undefined =>
  settled(() => anyGrantOf(scene, statement, persona, wanted));

/** A boundary's resource seen as what a Deny of all others would leave: only to find resources inside it. */
const limitAsDeny = (pattern: string, like: Statement): Statement => ({
  ...like,
  effect: 'Deny',
  resources: [pattern],
  notResource: true,
  variables: false,
});

/** The first grant of any statement to any persona. */
export const firstGrant = (
  scene: Scene,
  statements: readonly Statement[],
  personas: readonly Persona[],
  wanted?: Wanted,
): Grant | undefined =>
  settled(() => {
    for (const statement of statements) {
      for (const persona of personas) {
        const grant = grantOf(scene, statement, persona, wanted);
        if (grant) return grant;
      }
    }
    return undefined;
  });
