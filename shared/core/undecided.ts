import type { Instant } from './instant.ts';
import type { Known } from './known.ts';
import type { ResourceRef } from './resource-ref.ts';

/** What of some resources could not be decided for the same reason. */
export interface UndecidedGroup {
  account: string;
  /** Undefined: it could not be read, whatever would ask for it. */
  controlId: string | undefined;
  /** What the control would have to know. */
  missing: readonly string[];
  /** The permission without which none of them could be read; undefined: they were read, or not asked for. */
  permission: string | undefined;
  /** Since when the first of them could not be read. */
  unreadSince: Instant | undefined;
  /** One named `*` stands for all of its type: they could not be listed. */
  resources: readonly ResourceRef[];
}

type Entry = Pick<UndecidedGroup, 'controlId' | 'missing'>;

/** What could not be read though no control waits for it is an entry, too. */
const entriesOf = ({ undecided, unread }: Known): readonly Entry[] => {
  const entries = Object.entries(undecided ?? {}).map(([controlId, missing]) => ({ controlId, missing }));
  return entries.length > 0 || !unread ? entries : [{ controlId: undefined, missing: [] }];
};

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const earliest = (known: readonly Known[]): Instant | undefined => {
  const since = known.flatMap(({ unread }) => (unread ? [unread.since] : []));
  return since.length === 0 ? undefined : Math.min(...since);
};

/**
 * What could not be decided, by account, control and what is missing. What lacks a permission comes first, of others what
 * most resources lack.
 */
export const undecidedGroups = (known: Iterable<Known>): readonly UndecidedGroup[] => {
  const entries = [...known].flatMap((each) => entriesOf(each).map((entry) => ({ ...entry, known: each })));
  const alike = Map.groupBy(entries, ({ controlId, missing, known: { resource, unread } }) =>
    JSON.stringify([resource.account, controlId, missing, unread?.permission]),
  );
  return [...alike.values()]
    .flatMap((members): UndecidedGroup[] => {
      const [first] = members;
      if (!first) return [];
      return [
        {
          account: first.known.resource.account,
          controlId: first.controlId,
          missing: first.missing,
          permission: first.known.unread?.permission,
          unreadSince: earliest(members.map((member) => member.known)),
          resources: members.map((member) => member.known.resource),
        },
      ];
    })
    .toSorted(
      (a, b) =>
        compareTexts(a.account, b.account) ||
        Number(a.permission === undefined) - Number(b.permission === undefined) ||
        b.resources.length - a.resources.length ||
        compareTexts(a.controlId ?? '', b.controlId ?? ''),
    );
};
