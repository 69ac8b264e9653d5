import * as z from 'zod';
import { completeMap, knownMap, presentEntries, type KnownMap } from '../../core/known-map.ts';
import { refer, sometimes, type Reading } from '../../core/resource-type.ts';
import { isMembers, textOf, type Members } from '../../core/trail-record.ts';

export const isAccountId = (value: unknown): value is string => typeof value === 'string' && /^\d{12}$/.test(value);

/** The id of a root or of an organizational unit. */
export const isUnitId = (value: unknown): value is string =>
  typeof value === 'string' && /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/.test(value);

/** What is attached where nobody has attached or detached anything yet. [Organizations, FullAWSAccess] */
export const fullAccess = 'p-FullAWSAccess';

/** The members of whatever policies can be attached to. */
export const targetMembers = {
  /**
   * Policies by their ids: since when, as a record told, or nothing where none did. Complete: no service control policy
   * is missing; of other types some may be.
   */
  attached: knownMap(),
  /** The id of the root or unit that it is in. */
  parent: sometimes(z.string()),
};

/** A new account or unit, which AWS attaches one policy to. */
export const justMade = (): KnownMap => completeMap({ [fullAccess]: '' });

const isPolicyId = (value: unknown): value is string => typeof value === 'string' && /^p-\w{8,128}$/.test(value);

/** AttachPolicy and DetachPolicy as they change what the policy is attached to, where that is of the kind in question. */
export const attachments = (isOurs: (targetId: unknown) => boolean): Readonly<Record<string, Reading>> => {
  const reading = (valueAt: (eventTime: string) => string | null): Reading => ({
    effect: 'update',
    concerns: ({ targetId }) => isOurs(targetId),
    state: ({ policyId }, { eventTime }) => ({
      '+attached': isPolicyId(policyId) ? { [policyId]: valueAt(eventTime) } : {},
    }),
  });
  return { AttachPolicy: reading((eventTime) => eventTime), DetachPolicy: reading(() => null) };
};

/** What a state refers to: its policies, and what it is in. */
export const targetReferences = {
  policies: ({ attached }: { attached?: KnownMap }) =>
    refer('organizations/policy', ...presentEntries(attached).map(([id]) => id)),
  parent: ({ parent }: { parent?: string | undefined }) => refer('organizations/unit', parent),
};

/** The members as they are known before anybody told them: an empty map that is not complete. */
export const targetDerived = ({ attached }: { attached?: KnownMap }): { attached: KnownMap } => ({
  attached: attached ?? { complete: false, entries: {} },
});

const listIn = (value: unknown): Members[] => (Array.isArray(value) ? value.filter(isMembers) : []);

/** What ListPoliciesForTarget (of service control policies) and ListParents answer. */
export const describedTarget = ({ Policies, Parents, NextToken }: Members): Members => ({
  attached: {
    complete: Array.isArray(Policies) && textOf(NextToken) === undefined,
    entries: Object.fromEntries(listIn(Policies).flatMap(({ Id }) => (isPolicyId(Id) ? [[Id, '']] : []))),
  },
  parent: listIn(Parents)
    .map(({ Id }) => Id)
    .find(isUnitId),
});

/** The roots in an answer of ListRoots; an organization has one. */
export const rootsIn = ({ Roots }: Members): readonly Members[] => listIn(Roots);
