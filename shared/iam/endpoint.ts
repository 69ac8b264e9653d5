import type { RequestPrincipal } from './analysis.ts';
import { spelledOut } from './arn.ts';
import { callsThrough } from './endpoint-calls.ts';
import { everyTest, lets, strangersOf } from './exposure.ts';
import { firstGrant, type Grant } from './grants.ts';
import { callersOf } from './mentioned.ts';
import { filled, hasWildcard } from './patterns.ts';
import { anonymous, stranger, throughEndpoint, type Belongings, type Persona } from './persona.ts';
import type { Scene } from './scene.ts';
import { arnFields } from './values.ts';

const bucketIn = (resource: string): string | undefined => {
  const [, , service, region, account, rest = ''] = arnFields(resource);
  return service === 's3' && region === '' && account === '' ? rest.split('/')[0] : undefined;
};

/** The buckets that a policy names outright: whose they are it does not say, but they are not just anybody's. */
const bucketsNamed = ({ allows, denies }: Scene): ReadonlySet<string> =>
  new Set(
    [...allows, ...denies]
      .flatMap(({ resources = [] }) => resources.map(bucketIn))
      .filter((bucket) => bucket !== undefined && !hasWildcard(bucket)) as string[],
  );

/** A pattern of resources narrowed to those of one account; buckets name none. */
const ownedBy = (pattern: string, account: string): string => {
  const fields = arnFields(pattern);
  return fields.map((field, at) => (at === 4 && field === '*' ? account : field)).join(':');
};

const noContext = new Map<string, readonly string[]>();

/** Whoever brings credentials of a stranger's into the network, or none. */
const bearers = (scene: Scene, belongings: Belongings, unsigned: boolean): readonly Persona[] => {
  const { now, vpceId } = scene.input;
  const tests = everyTest(scene);
  const signed = callersOf(belongings.account, tests, noContext).flatMap((caller: RequestPrincipal) =>
    [false, true].map((inOrganization) => stranger(now, { caller, belongings, inOrganization }, belongings)),
  );
  const all = unsigned ? [...signed, anonymous(now, belongings, belongings)] : signed;
  return all.map((persona) => throughEndpoint(persona, belongings, vpceId));
};

/**
 * A call that a policy lets through an endpoint, made with a stranger's credentials, that carries data to a stranger's
 * resource. Neither who calls nor what for is then confined to the owner's.
 */
export const openThrough = (scene: Scene): Grant | undefined => {
  const wide = scene.allows.filter(lets);
  if (wide.length === 0) return undefined;
  const named = bucketsNamed(scene);
  for (const { action, resource, unsigned = false } of callsThrough(scene.input.service)) {
    for (const belongings of strangersOf(scene)) {
      const own = ownedBy(resource, belongings.account);
      const wanted = {
        actions: [action],
        within: [own],
        meant: [filled(spelledOut(own), 'zq')],
        accepts: (each: string) => !named.has(bucketIn(each) ?? ''),
      };
      const grant = firstGrant(scene, wide, bearers(scene, belongings, unsigned), wanted);
      if (grant) return grant;
    }
  }
  return undefined;
};
