import { defineControl, type Context, type StateControl } from '../core/control.ts';
import { presentEntries, type KnownMap } from '../core/known-map.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import type { ResourceType, StateOf } from '../core/resource-type.ts';
import { shell } from '../core/shell.ts';
import type { Members } from '../core/trail-record.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../core/verdict.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../frameworks/profiles.ts';
import { administratorVerdictOf, makesAdministrator } from './administrator.ts';
import { few } from './few.ts';
import {
  identityInput,
  policiesOf,
  withoutTexts,
  type Identity,
  type IdentityDocument,
  type IdentityPolicies,
  type InlineDocument,
} from './identity.ts';
import { callsOf, provenEscalation, type ProvenWay } from './proven-escalation.ts';

/** Ways that are told with all their calls; of the others, how many there are. */
const mostNamed = 2;
const mostDetails = 10;

/** What policies give beyond what they say. */
interface Gain {
  /** What makes an administrator, as the details tell it; undefined: nothing does. */
  administrator: readonly string[] | undefined;
  ways: readonly ProvenWay[];
}

const nothing: Gain = { administrator: undefined, ways: [] };

type Holder = Pick<Identity, 'resource'> & Pick<Context, 'at'>;

const gainOf = (policies: IdentityPolicies, { resource, at }: Holder): Gain | { unknown: string } => {
  const input = identityInput(policies, resource);
  if (!input) return nothing;
  const administrator = administratorVerdictOf(input, at);
  if (administrator && 'unknown' in administrator) return administrator;
  const ways = provenEscalation(input, resource, at);
  if ('reason' in ways) return { unknown: ways.reason };
  return { administrator: administrator?.details, ways };
};

const administerTogether = (policies: IdentityPolicies, { resource, at }: Holder): boolean => {
  const input = identityInput(policies, resource);
  return input !== undefined && makesAdministrator(input, at);
};

const onlyOf = (policies: IdentityPolicies, documents: readonly IdentityDocument[]): IdentityPolicies => ({
  ...policies,
  documents,
});

/** What is judged, and told, by itself: each document and, of a user, each group; whatever limits the user. */
const partsOf = (identity: Identity, policies: IdentityPolicies): readonly IdentityPolicies[] => [
  ...policies.documents.map((document) => ({ documents: [document], boundary: null, missing: [] })),
  ...(identity.related['groups'] ?? []).map((group) => policiesOf(group)),
];

/** The documents of which none can be left out where they make an administrator together. */
const behind = (policies: IdentityPolicies, holder: Holder): readonly IdentityDocument[] =>
  policies.documents.reduce<readonly IdentityDocument[]>((left, document) => {
    const others = left.filter((each) => each !== document);
    return administerTogether(onlyOf(policies, others), holder) ? others : left;
  }, policies.documents);

const detailOf = (way: ProvenWay, policies: IdentityPolicies): string =>
  `${way.path.id}: ${way.path.title}; ${callsOf(way, policies)}`;

const notKnown = ({ missing }: IdentityPolicies): readonly string[] =>
  missing.length > 0 ? [`Not known, and not weighed: ${missing.join(', ')}`] : [];

const administratorFailure = (
  says: string,
  proofs: readonly string[],
  policies: IdentityPolicies,
  holder: Holder,
): Verdict => {
  const names = behind(policies, holder).map(({ name }) => name);
  return fail(`${says}: ${names.join(', ')}`, {
    details: [...proofs.slice(0, mostDetails), ...notKnown(policies)],
    reach: 'administrator',
    graver: 'together they make an administrator',
  });
};

const waysFailure = (says: string, ways: readonly ProvenWay[], policies: IdentityPolicies): Verdict => {
  const named = ways.slice(0, mostNamed).map((way) => `${way.path.id} (${callsOf(way, policies)})`);
  const more = ways.length > mostNamed ? ` and ${ways.length - mostNamed} more` : '';
  const details = ways.slice(0, mostDetails).map((way) => detailOf(way, policies));
  const others = ways.slice(mostDetails).map(({ path: { id } }) => id);
  return fail(`${says}: ${named.join(', ')}${more}`, {
    details: [...details, ...(others.length > 0 ? [`and ${few(others)}`] : []), ...notKnown(policies)],
  });
};

/** What is said, before the policies and the ways, of policies that give more together. */
export interface Said {
  administrator: string;
  ways: string;
}

/**
 * What the policies of an identity give together, after all Denies and within its boundary, that none of them gives alone, nor
 * a group of a user: a way to more rights, or an administrator.
 */
export const givenTogether = (identity: Identity, at: Context['at'], says: Said): Verdict => {
  const holder = { resource: identity.resource, at };
  const policies = policiesOf(identity);
  const { documents, boundary, missing } = policies;
  // A boundary that is not known may take back whatever is granted.
  if (boundary === undefined) return unknown(...missing);
  const otherwise = missing.length > 0 ? unknown(...missing) : pass;
  // One document gives what it gives alone.
  if (documents.length < 2) return otherwise;
  const found = gainOf(policies, holder);
  if ('unknown' in found) return unknown(`what the policies give together: ${found.unknown}`, ...missing);
  if (!found.administrator && found.ways.length === 0) return otherwise;
  const alone = partsOf(identity, policies)
    .map((part) => gainOf(part, holder))
    .filter((gain): gain is Gain => !('unknown' in gain));
  if (found.administrator) {
    return alone.some(({ administrator }) => administrator)
      ? notApplicable('One of its policies makes an administrator already, which is told of that policy')
      : administratorFailure(says.administrator, found.administrator, policies, holder);
  }
  const told = new Set(alone.flatMap(({ ways }) => ways.map(({ path }) => path.id)));
  const further = found.ways.filter(({ path }) => !told.has(path.id));
  return further.length > 0 ? waysFailure(says.ways, further, policies) : otherwise;
};

/** Roles of IAM Identity Center have the policies of a permission set: nobody can change them in the account. */
const exemption = ({ serviceLinked, path }: Members): Verdict | undefined => {
  if (serviceLinked === true) return notApplicable('AWS keeps the policies of a service-linked role');
  return typeof path === 'string' && path.startsWith('/aws-reserved/')
    ? notApplicable('Its policies are those of a permission set of IAM Identity Center')
    : undefined;
};

const command = (kind: Kind, { name }: ResourceRef, { attachedPolicies, inlinePolicies, groups }: Evidence): string => {
  const owner = shell`${`--${kind}-name`} ${name}`;
  const [attached, ...others] = presentEntries(attachedPolicies);
  if (attached) {
    const policy = shell`--policy-arn ${others.length > 0 ? 'POLICY_ARN' : attached[1]}`;
    return `aws iam detach-${kind}-policy ${owner} ${policy}`;
  }
  return presentEntries(inlinePolicies).length > 0 || presentEntries(groups).length === 0
    ? `aws iam delete-${kind}-policy ${owner} --policy-name POLICY_NAME`
    : `aws iam remove-user-from-group ${owner} --group-name GROUP_NAME`;
};

type Kind = 'role' | 'user' | 'group';

interface Evidence {
  attachedPolicies?: KnownMap | undefined;
  inlinePolicies?: KnownMap<InlineDocument> | undefined;
  groups?: KnownMap | undefined;
}

type Declared<R extends ResourceType, Known extends keyof StateOf<R>> = Pick<
  StateControl<R, never, Known>,
  'id' | 'title' | 'appliesTo' | 'aliases' | 'follows' | 'mayRead'
> & { kind: Kind };

/**
 * Controls of what several policies of a role, user or group give together, after everybody's Denies and within its
 * boundary, that none of them gives alone: nothing is told here that is told of a document, or of a user's group. Where
 * some policies are not known, what the others prove is told, and nothing passes.
 */
export const combinedPermissions = <R extends ResourceType, const Known extends keyof StateOf<R>>({
  kind,
  ...declared
}: Declared<R, Known>): StateControl<R, never, Known> =>
  defineControl<R, never, Known>({
    ...declared,
    severity: 'high',
    reads: [],
    evidence: withoutTexts,
    rationale:
      'Each policy may be harmless, and was approved as such: one passes any role, the other starts whatever runs under it. Who holds both has the rights of the strongest role there is.',
    remediation: {
      summary: `Take one of the policies that the message names from the ${kind}, or name in it the roles that may be passed and the policies that may be attached or changed${kind === 'group' ? '' : '; a permissions boundary without IAM writes does the same'}.`,
      command: (resource, evidence) => command(kind, resource, evidence),
      warning: `Whoever works as the ${kind} loses what the policy gave.`,
    },
    requirements: withRequirements(leastPrivilege, privilegedAccess),
    evaluate: (state, { resource, related, at }) => {
      const identity = { state: { ...state }, resource, related };
      const subject = `Together, policies of the ${kind} ${resource.name}`;
      const says = { administrator: `${subject} make an administrator`, ways: `${subject} lead to more rights` };
      return exemption(identity.state) ?? givenTogether(identity, at, says);
    },
  });
