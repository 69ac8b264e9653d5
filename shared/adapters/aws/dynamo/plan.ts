import type { Finding } from '../../../core/finding.ts';
import type { Instant } from '../../../core/instant.ts';
import { isUndecided } from '../../../core/known.ts';
import { resourceKey, type ResourceRef } from '../../../core/resource-ref.ts';
import type { ReferenceEdge, Work } from '../../../ports.ts';
import { archivedIn } from './archive.ts';
import { keyOf, keyText, number, text, textIn, type Item, type Key } from './attributes.ts';
import {
  changeItem,
  findingItem,
  findingSort,
  listedResource,
  referenceItem,
  snapshotItem,
  todo,
  transitionItem,
  type Pack,
} from './items.ts';
import { presentList, resourcePartition, snapshotSort, undecidedList } from './layout.ts';
import type { Retention } from './retention.ts';
import type { Standing } from './standing.ts';

/** What a batch writes of one resource; its head and everything else of it belong together. Plain data, to be stored. */
export interface ResourcePlan {
  partition: string;
  /** The head's next version; undefined: nothing is written of the resource but who else refers to it. */
  version: number | undefined;
  set: Item;
  unset: string[];
  /** How many resources begin to refer to it. */
  referred: number;
  puts: Item[];
  removes: Key[];
  /** Items that stay as they are where they are there already. */
  inserts: Item[];
}

/** What planning needs beside the work. */
export interface Planning {
  standing: Standing;
  pack: Pack;
  now: Instant;
  retention: Retention;
}

/** A plan while it is made; the items by their keys, since a transaction may name each item once. */
interface Draft {
  isWritten: boolean;
  set: Item;
  unset: string[];
  referred: number;
  puts: Map<string, Item>;
  removes: Map<string, Key>;
  inserts: Map<string, Item>;
  written: Map<string, Finding>;
  retold: { since: Instant } | undefined;
}

const drafts = () => {
  const made = new Map<string, Draft>();
  const draftOf = (partition: string): Draft => {
    const known = made.get(partition);
    if (known) return known;
    const draft: Draft = {
      isWritten: false,
      set: {},
      unset: [],
      referred: 0,
      puts: new Map(),
      removes: new Map(),
      inserts: new Map(),
      written: new Map(),
      retold: undefined,
    };
    made.set(partition, draft);
    return draft;
  };
  return {
    made,
    draftOf,
    /** The draft of a resource that something is written of. */
    of: (key: string, resource?: ResourceRef): Draft => {
      const draft = draftOf(resourcePartition(key));
      draft.isWritten = true;
      if (resource) Object.assign(draft.set, listedResource(resource));
      return draft;
    },
  };
};

const put = ({ puts }: Draft, item: Item): void => void puts.set(keyText(keyOf(item)), item);

/** Findings: those that a retelling took back go, and what can not move any more is put aside. */
const planFindings = async (partition: string, draft: Draft, planning: Planning): Promise<void> => {
  const { written, retold } = draft;
  if (written.size === 0 && !retold) return;
  const { standing } = planning;
  const stored = new Map(
    [...(await standing.moving(partition)), ...(retold ? await standing.archived(partition) : [])].map((each) => [
      each.finding.id,
      each,
    ]),
  );
  const after = new Map([...stored].map(([id, { finding }]) => [id, finding]));
  for (const { id, firstSeen } of retold ? [...after.values()] : []) {
    if (retold && firstSeen > retold.since && !written.has(id)) after.delete(id);
  }
  for (const [id, finding] of written) after.set(id, finding);
  const isArchived = archivedIn([...after.values()]);
  for (const [id, { sk }] of stored) {
    const finding = after.get(id);
    if (finding && findingSort(id, isArchived(finding)) === sk) continue;
    draft.removes.set(keyText({ pk: partition, sk }), { pk: partition, sk });
  }
  for (const [id, finding] of after) {
    if (!written.has(id) && stored.get(id)?.sk === findingSort(id, isArchived(finding))) continue;
    put(draft, findingItem(finding, isArchived(finding), planning));
  }
  draft.set['moving'] = number([...after.values()].filter((finding) => !isArchived(finding)).length);
};

/** Snapshots from behind what came late do not hold any more. */
const voidSnapshots = async (partition: string, { retold, removes }: Draft, standing: Standing): Promise<void> => {
  if (!retold) return;
  const last = snapshotSort(retold.since);
  for (const item of await standing.items(partition, last, snapshotSort(Infinity))) {
    const sk = textIn(item, 'sk') ?? '';
    if (sk !== last) removes.set(keyText({ pk: partition, sk }), { pk: partition, sk });
  }
};

/**
 * Works out what a batch writes, resource by resource. Reads what it needs to know of those resources through the batch, so
 * that all of it is conditional on their versions.
 */
export const plansOf = async (
  work: Work,
  newReferences: readonly ReferenceEdge[],
  planning: Planning,
): Promise<ResourcePlan[]> => {
  const { pack, standing } = planning;
  const { made, of, draftOf } = drafts();

  for (const change of work.changes) {
    const draft = of(resourceKey(change.resource), change.resource);
    const item = changeItem(change, pack);
    if (!draft.puts.has(keyText(keyOf(item)))) put(draft, item);
  }
  for (const known of work.known) {
    const draft = of(resourceKey(known.resource), known.resource);
    draft.set['body'] = text(pack(known));
    if (known.judgeAgain) Object.assign(draft.set, todo('due', known.judgeAgain.at));
    else draft.unset.push('todo', 'at');
    if (known.exists === false) draft.unset.push('present');
    else draft.set['present'] = text(presentList(known.resource.type, known.resource));
    if (isUndecided(known)) draft.set['undecided'] = text(undecidedList);
    else draft.unset.push('undecided');
  }
  for (const { key, since, findings } of work.retold) {
    const draft = of(key);
    draft.retold = { since };
    for (const finding of findings) draft.written.set(finding.id, finding);
  }
  for (const finding of work.findings) {
    of(resourceKey(finding.resource), finding.resource).written.set(finding.id, finding);
  }
  for (const transition of work.transitions) {
    const { resource } = transition.finding;
    const item = transitionItem(transition, planning);
    of(resourceKey(resource), resource).inserts.set(keyText(keyOf(item)), item);
  }
  for (const edge of newReferences) {
    const draft = draftOf(resourcePartition(edge.to));
    put(draft, referenceItem(edge, pack));
    draft.referred++;
  }
  for (const snapshot of work.snapshots) put(of(resourceKey(snapshot.known.resource)), snapshotItem(snapshot, pack));

  const plans = [...made].map(async ([partition, draft]): Promise<ResourcePlan> => {
    const { isWritten, set, unset, referred, puts, inserts, removes } = draft;
    const { version = 0 } = await standing.head(partition);
    await planFindings(partition, draft, planning);
    await voidSnapshots(partition, draft, standing);
    for (const key of puts.keys()) removes.delete(key);
    return {
      partition,
      version: isWritten ? version + 1 : undefined,
      set: {
        kind: text('resource'),
        ...set,
        ...(isWritten && work.latest !== undefined && { asOf: number(work.latest) }),
      },
      unset: unset.filter((name) => !(name in set)),
      referred,
      puts: [...puts.values()],
      removes: [...removes.values()],
      inserts: [...inserts.values()],
    };
  });
  return Promise.all(plans);
};
