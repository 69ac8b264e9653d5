import type { Configuration, RolePersona } from '../core/configuration.ts';
import { caselessGlobMatches } from '../core/glob.ts';
import { presentEntries, type KnownMap } from '../core/known-map.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import { envelopeOf, excessOf, type Excess, type ExcessInput } from '../iam/personas/index.ts';
import { remembering } from './remembering.ts';

/** A role as far as what maps it to a persona is known. */
export interface MappedRole {
  resource: ResourceRef;
  path: string | undefined;
  tags: KnownMap | undefined;
}

/** The ARN of a role with its path, as AWS writes it; undefined: the path is not known. */
export const arnWithPath = ({ resource: { arn, name }, path }: Pick<MappedRole, 'resource' | 'path'>) =>
  path === undefined ? undefined : `${arn.slice(0, arn.indexOf('/'))}${path}${name}`;

type Fit = 'fits' | 'fits-not' | { missing: string };

/** Whether a pattern is of an ARN; of a name otherwise. IAM compares both without letter case. */
const fitsName = (role: MappedRole, pattern: string): Fit => {
  const { arn, name } = role.resource;
  if (!pattern.includes(':')) return caselessGlobMatches(pattern, name) ? 'fits' : 'fits-not';
  const whole = arnWithPath(role);
  if (caselessGlobMatches(pattern, whole ?? arn)) return 'fits';
  // A path that nobody told of: some may make the pattern fit, if all that is around it does.
  const around = pattern.replace(/(:role\/).*?([^/]*)$/, '$1$2');
  return whole === undefined && caselessGlobMatches(around, arn) ? { missing: 'the path of the role' } : 'fits-not';
};

const fitsTag = ({ tags }: MappedRole, key: string, pattern: string): Fit => {
  const found = presentEntries(tags).find(([each]) => each.toLowerCase() === key.toLowerCase());
  if (found) return caselessGlobMatches(pattern, found[1]) ? 'fits' : 'fits-not';
  const isGone = Object.keys(tags?.entries ?? {}).some((each) => each.toLowerCase() === key.toLowerCase());
  return tags?.complete || isGone ? 'fits-not' : { missing: `whether the role has the tag ${key}` };
};

const isMissing = (fit: Fit): fit is { missing: string } => typeof fit === 'object';

const anyOf = (fits: readonly Fit[]): Fit => (fits.includes('fits') ? 'fits' : (fits.find(isMissing) ?? 'fits-not'));
const allOf = (fits: readonly Fit[]): Fit =>
  fits.includes('fits-not') ? 'fits-not' : (fits.find(isMissing) ?? 'fits');

const fitOf = (role: MappedRole, { roles, tags }: RolePersona): Fit =>
  allOf([
    ...(roles.length > 0 ? [anyOf(roles.map((pattern) => fitsName(role, pattern)))] : []),
    ...Object.entries(tags).map(([key, pattern]) => fitsTag(role, key, pattern)),
  ]);

/** The persona of a role: the first that fits. Undefined: none does; `missing`: what would have to be known to tell. */
export const personaOf = (
  role: MappedRole,
  { personas }: Pick<Configuration, 'personas'>,
): RolePersona | { missing: string } | undefined => {
  for (const persona of personas) {
    const fit = fitOf(role, persona);
    if (fit === 'fits') return persona;
    if (isMissing(fit)) return fit;
  }
  return undefined;
};

type Envelope = Pick<RolePersona, 'activities' | 'actions'>;
type Policies = Omit<ExcessInput, 'policy' | 'now'> & { policy: string };
type Asked = Policies & Envelope;

const remembered: (input: Asked, now: number) => Excess = remembering(
  ({ activities, actions, ...input }: Asked & { now: number }) => excessOf(input, envelopeOf(activities, actions)),
  { most: 4_000_000 },
);

/** A name that is written with escapes may be any. */
const mayNameCaller = (text: unknown): boolean => typeof text === 'string' && /principalarn|\\/i.test(text);

/** What policies grant beyond a persona. Who has them is asked only where they may say so: others with the same are known then. */
export const personaExcess = (
  { principal, ...input }: Policies,
  { activities, actions }: Envelope,
  now: number,
): Excess => {
  const named = [input.policy, ...(input.alsoAttached ?? []), input.boundary].some(mayNameCaller);
  return remembered({ ...input, activities, actions, ...(named && { principal }) }, now);
};
