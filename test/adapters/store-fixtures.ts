import { expect } from 'vitest';
import { eventKey } from '../../shared/app/event.ts';
import type { Change } from '../../shared/core/change.ts';
import { findingId, type Finding } from '../../shared/core/finding.ts';
import { refOf } from '../../shared/core/resource-ref.ts';
import type { Store, Work } from '../../shared/ports.ts';

export type Make = () => Promise<Store> | Store;

export const place = { account: '111122223333', region: 'eu-central-1' };
export const resource = refOf(
  'sagemaker/notebook-instance',
  'arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/one',
  place,
);
export const other = refOf('kms/key', 'arn:aws:kms:eu-central-1:111122223333:key/k', place);

export const finding = (members: Partial<Finding> = {}): Finding => ({
  id: findingId('sagemaker/example', members.resource ?? resource, members.incarnation ?? 0, members.principal),
  controlId: 'sagemaker/example',
  kind: 'state',
  resource,
  incarnation: 0,
  status: 'open',
  severity: 'high',
  grade: { base: 'high', steps: [], result: 'high' },
  placement: { environment: null, dataClass: null, owner: null },
  message: 'something is wrong',
  details: [],
  evidence: { rootAccess: 'Enabled' },
  firstSeen: 1_000,
  lastSeen: 1_000,
  episodes: [{ openedAt: 1_000, openedBy: { eventId: 'e', call: undefined, actor: undefined, address: undefined } }],
  episodeCount: 1,
  count: 1,
  origin: 'change',
  ...members,
});

export const change = (eventId: string, order: number): Change => ({
  eventId,
  resource,
  effect: 'update',
  at: order,
  order,
  state: { rootAccess: 'Enabled' },
});

/** A batch's work with nothing in it but this. */
export const work = (members: Partial<Work> = {}): Work => ({
  changes: [],
  known: [],
  findings: [],
  retold: [],
  snapshots: [],
  transitions: [],
  references: [],
  quarantined: [],
  latest: undefined,
  ...members,
});

export const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
};

export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Commits a batch with nothing in it but this; tells which of its events were fresh. */
export const commit = async (
  store: Store,
  ids: readonly string[],
  members: Partial<Work>,
): Promise<readonly boolean[]> => {
  const batch = await store.begin(ids.map(eventKey));
  expect(await batch.commit(work(members))).toBe(true);
  return batch.fresh;
};
