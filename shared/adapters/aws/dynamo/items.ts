import { positionOf, type Change } from '../../../core/change.ts';
import type { Finding, Transition } from '../../../core/finding.ts';
import type { Instant } from '../../../core/instant.ts';
import { resourceKey, type ResourceRef } from '../../../core/resource-ref.ts';
import type { Quarantined, ReferenceEdge, Snapshot } from '../../../ports.ts';
import { number, text, type Item, type Key } from './attributes.ts';
import {
  archivedPrefix,
  changeSort,
  findingList,
  keyPart,
  monthOf,
  movingPrefix,
  openPlace,
  orderText,
  placeOfName,
  quarantinePartition,
  referenceSort,
  resourceList,
  resourcePartition,
  runList,
  snapshotSort,
  transitionList,
  transitionPartition,
  transitionSort,
  type Kind,
  type Todo,
} from './layout.ts';
import { expiryOf, type Retention } from './retention.ts';

/** Packs a value, and sees to it that its long texts get stored. */
export type Pack = (value: unknown) => string;

const itemOf = (pk: string, sk: string, kind: Kind, members: Item): Item => ({
  pk: text(pk),
  sk: text(sk),
  kind: text(kind),
  ...members,
});

const expiring = (expires: number | undefined): Item => (expires === undefined ? {} : { expires: number(expires) });

/** Has it done at a time, or in the order of times. */
export const todo = (what: Todo, at: Instant): Item => ({ todo: text(what), at: number(at) });

const listed = (list: string, place: string): Item => ({ list: text(list), place: text(place) });

/** What lists a resource by its name. */
export const listedResource = (resource: ResourceRef): Item => listed(resourceList, placeOfName(resourceKey(resource)));

export const changeItem = (change: Change, pack: Pack): Item =>
  itemOf(resourcePartition(resourceKey(change.resource)), changeSort(positionOf(change)), 'change', {
    body: text(pack(change)),
    ...(change.run && listed(runList, placeOfName(change.run.name))),
  });

export const snapshotItem = (snapshot: Snapshot, pack: Pack): Item => {
  const { resource, seen } = snapshot.known;
  return itemOf(resourcePartition(resourceKey(resource)), snapshotSort(seen.order), 'snapshot', {
    body: text(pack(snapshot)),
  });
};

export const referenceItem = ({ from, role, to }: ReferenceEdge): Item =>
  itemOf(resourcePartition(to), referenceSort(role, from), 'reference', { from: text(from), role: text(role) });

export const findingSort = (id: string, isArchived: boolean): string =>
  `${isArchived ? archivedPrefix : movingPrefix}${keyPart(id, 512)}`;

const openMembers = ({ id, controlId, severity, resource: { account }, placement: { owner } }: Finding): Item => ({
  openPlace: text(openPlace(severity, controlId, account, id)),
  openSeverity: text(severity),
  openControl: text(keyPart(controlId, 1_024)),
  openAccount: text(keyPart(account, 1_024)),
  ...(owner !== null && { openOwner: text(keyPart(owner, 1_024)) }),
});

export const findingItem = (
  finding: Finding,
  isArchived: boolean,
  { pack, now, retention }: { pack: Pack; now: Instant; retention: Retention },
): Item => {
  const { id, resource, status, expiresAt } = finding;
  const isOpen = status === 'open';
  return itemOf(resourcePartition(resourceKey(resource)), findingSort(id, isArchived), 'finding', {
    body: text(pack(finding)),
    ...listed(findingList(id), keyPart(id, 512)),
    ...(isOpen && openMembers(finding)),
    ...(isOpen && expiresAt !== undefined && todo('expiring', expiresAt)),
    ...(!isOpen && expiring(expiryOf(now, retention.findings))),
  });
};

export const transitionItem = (
  transition: Transition,
  { pack, now, retention }: { pack: Pack; now: Instant; retention: Retention },
): Item => {
  const { id, at, finding } = transition;
  return itemOf(transitionPartition(finding.id), transitionSort(at, id), 'transition', {
    body: text(pack(transition)),
    ...todo('pending', now),
    ...listed(transitionList(monthOf(now)), `${orderText(now)}#${keyPart(id, 512)}`),
    ...expiring(expiryOf(now, retention.transitions)),
  });
};

export const ledgerItem = (key: Key, batch: string, expires: number | undefined, isStaged: boolean): Item =>
  itemOf(key.pk, key.sk, 'ledger', {
    batch: text(batch),
    ...expiring(expires),
    ...(isStaged && { staged: number(1) }),
  });

export const quarantineItem = (quarantined: Quarantined, pack: Pack): Item => {
  const { file, position, sha256 } = quarantined;
  // In the order of their places in a file; the rest only tells them apart.
  const sort = `${keyPart(file, 600)}#${orderText(position)}#${keyPart(sha256, 128)}`;
  return itemOf(quarantinePartition, sort, 'other', { body: text(pack(quarantined)) });
};

export const metaItem = ({ pk, sk }: Key, value: string): Item => itemOf(pk, sk, 'other', { value: text(value) });
