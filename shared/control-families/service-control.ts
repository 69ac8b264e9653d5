import type { Related, RelatedResource } from '../core/control.ts';
import { presentEntries, type KnownMap } from '../core/known-map.ts';
import type { StateOf } from '../core/resource-type.ts';
import type { Level, NamedPolicy } from '../iam/guardrails/index.ts';
import { awsManagedPolicies } from '../resources/organizations/aws-managed.ts';
import type { organizationsPolicy } from '../resources/organizations/policy.ts';
import { fullAccess } from '../resources/organizations/target.ts';
import type { organizationsUnit } from '../resources/organizations/unit.ts';

/** The service control policies in force on an account, as far as they are known. */
export interface ServiceControl {
  levels: readonly Level[];
  /** What one would have to know to be sure that there is nothing else. */
  doubts: readonly string[];
  /** The root in which they are switched off. */
  switchedOff: string | undefined;
  managementAccount: string | undefined;
}

type Unit = Partial<StateOf<typeof organizationsUnit>>;

const stateOf = ({ state }: RelatedResource): Unit => state;

/** What an account is in, the nearest first. */
const unitsAbove = (related: Related): readonly RelatedResource[] =>
  (related['parent'] ?? []).flatMap((unit) => [unit, ...unitsAbove(unit.related)]);

const isRoot = ({ resource }: RelatedResource): boolean => resource.name.startsWith('r-');

/** What is known of a policy that is attached; undefined: it is in force nowhere, or is of another type. */
const policyOf = (id: string, policies: readonly RelatedResource[]): NamedPolicy | { doubt: string } | undefined => {
  const known = policies.find(({ resource }) => resource.name === id);
  const state: Partial<StateOf<typeof organizationsPolicy>> = awsManagedPolicies.get(id) ?? known?.state ?? {};
  // Only what is attached nowhere can be deleted.
  if (known?.exists === false) return undefined;
  if (state.policyType === undefined) return { doubt: `what policy ${id} is` };
  if (state.policyType !== 'SERVICE_CONTROL_POLICY') return undefined;
  return state.content === undefined ? { doubt: `what policy ${id} says` } : { name: id, document: state.content };
};

/**
 * The ids that are attached. `enabledAt`: what was attached before is not any more, but for FullAWSAccess, which was
 * attached then; what AWS was asked for may be from before.
 */
const idsIn = (attached: KnownMap, enabledAt: string | undefined) => {
  const entries = presentEntries(attached).filter(([id]) => id !== fullAccess);
  const full = attached.entries[fullAccess];
  const hasFull = typeof full === 'string' || (full === undefined && enabledAt !== undefined);
  if (enabledAt === undefined) {
    return { ids: [...(hasFull ? [fullAccess] : []), ...entries.map(([id]) => id)], unsure: [] };
  }
  return {
    ids: [...(hasFull ? [fullAccess] : []), ...entries.flatMap(([id, at]) => (at >= enabledAt ? [id] : []))],
    unsure: [...(full === null ? [fullAccess] : []), ...entries.flatMap(([id, at]) => (at === '' ? [id] : []))],
  };
};

const levelOf = (
  name: string,
  attached: KnownMap | undefined,
  related: Related,
  enabledAt: string | undefined,
): { level: Level; doubts: readonly string[] } => {
  const { ids, unsure } = idsIn(attached ?? { complete: false, entries: {} }, enabledAt);
  const found = ids.map((id) => policyOf(id, related['policies'] ?? []));
  const doubts = [
    ...(attached?.complete || enabledAt !== undefined ? [] : [`what else is attached to ${name}`]),
    ...unsure.map((id) => `whether policy ${id} is attached to ${name} since service control policies were enabled`),
    ...found.flatMap((each) => (each && 'doubt' in each ? [each.doubt] : [])),
  ];
  const policies = found.filter((each): each is NamedPolicy => each !== undefined && 'document' in each);
  return { level: { policies, whole: doubts.length === 0 }, doubts };
};

const doubtsAbove = (account: string, units: readonly RelatedResource[]): readonly string[] => {
  const last = units.at(-1);
  return [
    ...(last && isRoot(last) ? [] : [`what ${last?.resource.name ?? `account ${account}`} is in`]),
    ...units.flatMap(({ resource, exists }) => (exists === false ? [`${resource.name}, which was deleted`] : [])),
    ...(units.some((unit) => stateOf(unit).managementAccount !== undefined)
      ? []
      : ['which account is the management account']),
  ];
};

/** Gathers what holds in an account: what is attached to it, to each unit above it, and to the root. [Organizations, SCP evaluation] */
export const serviceControlOn = (account: string, attached: KnownMap, related: Related): ServiceControl => {
  const units = unitsAbove(related);
  const root = units.find(isRoot);
  const { serviceControlPolicies, enabledAt } = root ? stateOf(root) : {};
  const switchedOff = serviceControlPolicies === 'disabled' ? root?.resource.name : undefined;
  const found = [
    levelOf(`account ${account}`, attached, related, enabledAt ?? undefined),
    ...units.map((unit) => levelOf(unit.resource.name, stateOf(unit).attached, unit.related, enabledAt ?? undefined)),
  ];
  return {
    levels: switchedOff === undefined ? found.map(({ level }) => level) : [],
    doubts: [
      ...doubtsAbove(account, units),
      ...(switchedOff === undefined ? found.flatMap(({ doubts }) => doubts) : []),
    ],
    switchedOff,
    managementAccount: units.map((unit) => stateOf(unit).managementAccount).find((each) => each !== undefined),
  };
};
