import type { RelatedResource } from '../core/control.ts';
import { presentEntries, type KnownMap } from '../core/known-map.ts';
import type { ResourceRef } from '../core/resource-ref.ts';
import type { PolicyFinding } from '../iam/index.ts';
import { policyNameOf } from '../resources/iam/arn.ts';
import { permissionsInput, statementLabel, type PolicyInput } from './policy-analysis.ts';

/** A role, user or group, as far as it is known: it and what it refers to. */
export type Identity = Pick<RelatedResource, 'state' | 'related' | 'resource'>;

/** A policy of an identity, named as people know it: `inline policy "Read"`, `managed policy Data`. */
export interface IdentityDocument {
  name: string;
  text: string;
}

/** All that says what an identity may do, and what of it is not known. */
export interface IdentityPolicies {
  documents: readonly IdentityDocument[];
  /** The text of the policy that limits it; null: none does; undefined: not known. */
  boundary: string | null | undefined;
  missing: readonly string[];
}

/** What a control has to follow to know the policies of a role, from the path to that role. */
export const policiesOfRole = (path: string): Readonly<Record<string, readonly string[]>> => ({
  [path]: [],
  [`${path}.attached`]: [],
  [`${path}.boundary`]: [],
});

/** An inline policy as a state keeps it. */
export interface InlineDocument {
  name: string;
  document: string | null;
}

/**
 * A state for evidence: of its inline policies the names, and how long they are. The texts are those of the policies' own
 * controls, and there may be ten thousand characters of them.
 */
export const withoutTexts = <State extends { inlinePolicies?: KnownMap<InlineDocument> | undefined }>(
  state: State,
): State => {
  const { inlinePolicies } = state;
  if (!inlinePolicies) return state;
  const entries = Object.entries(inlinePolicies.entries).map(([key, entry]): [string, InlineDocument | null] => [
    key,
    entry && { ...entry, document: entry.document === null ? null : `${entry.document.length} characters` },
  ]);
  return { ...state, inlinePolicies: { ...inlinePolicies, entries: Object.fromEntries(entries) } };
};

const ownPolicies = (
  { state, related }: Identity,
  of: string,
): { documents: IdentityDocument[]; missing: string[] } => {
  const inline = state['inlinePolicies'] as KnownMap<InlineDocument> | undefined;
  const attached = state['attachedPolicies'] as KnownMap | undefined;
  const documents: IdentityDocument[] = [];
  const missing: string[] = [];
  const take = (name: string, text: unknown) => {
    if (typeof text === 'string') documents.push({ name: `${name}${of}`, text });
    else missing.push(`the document of the ${name}${of}`);
  };
  for (const [, { name, document }] of presentEntries(inline)) take(`inline policy "${name}"`, document);
  for (const policy of related['attached'] ?? []) {
    take(`managed policy ${policyNameOf(policy.resource.arn)}`, policy.state['document']);
  }
  if (!inline?.complete) missing.push(`all inline policies${of}`);
  if (!attached?.complete) missing.push(`all attached policies${of}`);
  return { documents, missing };
};

const boundaryOf = ({ state, related }: Identity): string | null | undefined => {
  if (state['boundary'] === null) return null;
  const text = related['boundary']?.[0]?.state['document'];
  return typeof text === 'string' ? text : undefined;
};

/** The policies of a role, a user with its groups, or a group, from its state and what that refers to. */
export const policiesOf = (identity: Identity): IdentityPolicies => {
  const { state, related, resource } = identity;
  const isUser = resource.type === 'iam/user';
  const groups = isUser ? (related['groups'] ?? []) : [];
  const parts = [
    ownPolicies(identity, ''),
    ...groups.map((group) => ownPolicies(group, ` of group ${group.resource.name}`)),
  ];
  const limited = resource.type !== 'iam/group';
  const boundary = limited ? boundaryOf(identity) : null;
  const named = typeof state['boundary'] === 'string' ? state['boundary'] : undefined;
  return {
    documents: parts.flatMap(({ documents }) => documents),
    boundary,
    missing: [
      ...parts.flatMap(({ missing }) => missing),
      ...(isUser && !(state['groups'] as KnownMap | undefined)?.complete ? ['all groups'] : []),
      ...(boundary === undefined
        ? [
            named === undefined
              ? 'whether a permissions boundary limits it'
              : `the document of its permissions boundary ${policyNameOf(named)}`,
          ]
        : []),
    ],
  };
};

/** What an analysis of an identity's policies together takes; undefined: there is none to analyse. */
export const identityInput = (
  { documents, boundary }: IdentityPolicies,
  resource: Pick<ResourceRef, 'arn' | 'account'>,
): PolicyInput | undefined => {
  const [first, ...others] = documents;
  if (!first) return undefined;
  return {
    ...permissionsInput(first.text, resource),
    ...(others.length > 0 && { alsoAttached: others.map(({ text }) => text) }),
    ...(typeof boundary === 'string' && { boundary }),
  };
};

/** Which of an identity's policies a finding rests on, by the name that people know. */
export const documentOf = (
  { statement }: Pick<PolicyFinding, 'statement'>,
  { documents }: IdentityPolicies,
): string | undefined => {
  if (!statement) return undefined;
  const attached = /^attached (\d+)$/.exec(statement.document)?.[1];
  return documents[attached === undefined ? 0 : Number(attached)]?.name;
};

/** The statement that something rests on, as one finds it: `statement "Pass" of inline policy "Deploy"`. */
export const placeOf = (rests: Pick<PolicyFinding, 'statement'>, policies: IdentityPolicies): string => {
  const document = documentOf(rests, policies);
  const label = statementLabel(rests);
  const statement = `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  return document === undefined ? statement : `${statement} of ${document}`;
};
