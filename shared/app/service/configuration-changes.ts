import type { Configuration } from '../../core/configuration.ts';

/** What one configuration says otherwise than another. */
export interface ConfigurationChange {
  /** As `sagewatch.yml` calls it: `controls`, `approved.git_hosts`. */
  section: string;
  /** Which entry of it: an account, a control, a network; absent for what is one value. */
  subject?: string | undefined;
  kind: 'added' | 'removed' | 'changed';
  from?: unknown;
  to?: unknown;
}

/** What a change leaves undone until somebody deploys. */
export interface NeededDeploy {
  section: string;
  subject?: string | undefined;
  why: string;
}

type Entries = ReadonlyMap<string, unknown>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** How people call an item of a list: a waiver by what it is about, a persona by whom it is for, others by their name. */
const subjectOf = (item: unknown): string => {
  if (!isRecord(item)) return textOf(item);
  const { control, resource, persona, roles, tags, name } = item;
  if (control !== undefined) return `${textOf(control)} on ${textOf(resource)}`;
  if (persona !== undefined) return `${textOf(persona)} for ${textOf(roles)} ${textOf(tags)}`;
  return textOf(name ?? item);
};

/** Its entries, by what they are about; items of a list that are about the same are one entry. */
const entriesOf = (value: unknown): Entries => {
  if (Array.isArray(value)) {
    return new Map(
      [...Map.groupBy(value, subjectOf)].map(([subject, items]) => [subject, items.length === 1 ? items[0] : items]),
    );
  }
  return new Map(isRecord(value) ? Object.entries(value) : []);
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** The same with its members in one order, whoever wrote them. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};

const spelled = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const entryChanges = (section: string, before: Entries, after: Entries): ConfigurationChange[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((subject): ConfigurationChange[] => {
    const [from, to] = [before.get(subject), after.get(subject)];
    if (!before.has(subject)) return [{ section, subject, kind: 'added', to }];
    if (!after.has(subject)) return [{ section, subject, kind: 'removed', from }];
    return isSame(from, to) ? [] : [{ section, subject, kind: 'changed', from, to }];
  });

const sectionChanges = (section: string, from: unknown, to: unknown): ConfigurationChange[] => {
  if (isSame(from, to)) return [];
  if (!Array.isArray(from) && !isRecord(from)) return [{ section, kind: 'changed', from, to }];
  const changes = entryChanges(section, entriesOf(from), entriesOf(to));
  // The same entries in another order: of personas, the first that fits counts.
  return changes.length > 0 ? changes : [{ section, kind: 'changed', from, to }];
};

/** What of a configuration stands in several places of `sagewatch.yml`; what of such a part is not named stands under its own. */
const nested: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  approved: {},
  notices: {
    timeZone: 'time_zone',
    graceOfControls: 'controls.grace_minutes',
    channels: 'channels',
    routes: 'routes',
    ownersOfActors: 'owners',
    defaultOwner: 'default_owner',
    accountNames: 'accounts.name',
    sender: 'email.from',
    audiences: 'digest.audiences',
    waiverDays: 'waiver_max_days',
  },
};

/** Everything that one configuration says otherwise than another, in the order of the sections. */
export const configurationChanges = (before: Configuration, after: Configuration): readonly ConfigurationChange[] =>
  Object.entries(after).flatMap(([name, to]) => {
    const from = before[name as keyof Configuration] as unknown;
    const places = nested[name];
    if (!places || !isRecord(from) || !isRecord(to)) return sectionChanges(spelled(name), from, to);
    return Object.keys(to).flatMap((part) =>
      sectionChanges(places[part] ?? `${spelled(name)}.${spelled(part)}`, from[part], to[part]),
    );
  });

/**
 * What of some changes only a deployment brings about. Rules and permissions follow from the types of the version that is
 * deployed, never from the configuration; who may forward and where it is forwarded from stand in the stacks. `home`: the
 * account that the stage runs in, where it is known.
 */
export const neededDeploys = (
  changes: readonly ConfigurationChange[],
  { stage = 'STAGE', home }: { stage?: string | undefined; home?: string | undefined },
): readonly NeededDeploy[] =>
  changes.flatMap(({ section, subject, kind, to }): NeededDeploy[] => {
    if (section === 'organization') {
      const named = typeof to === 'string' ? to : 'none';
      return [
        {
          section,
          why: `who may forward to the bus, and in which accounts is read, stands in the stacks: npm run deploy -- --stage ${stage} --organization ${named}`,
        },
      ];
    }
    if (section === 'accounts' && kind === 'added' && subject !== home) {
      return [
        {
          section,
          subject,
          why: 'nothing comes from an account that does not forward: infra/forwarder.yml has to stand there, in every watched Region (docs/organization.md)',
        },
      ];
    }
    return [];
  });
