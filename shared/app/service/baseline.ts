import { createHash } from 'node:crypto';
import { isOfBaseline } from '../../core/baseline.ts';
import { hours, type Instant } from '../../core/instant.ts';
import type { Clock, Store } from '../../ports.ts';
import type { ListMessage } from './messages.ts';
import { lastSweep } from './sweep.ts';

export interface Baselines {
  store: Pick<Store, 'checkpoint' | 'findings'>;
  clock: Clock;
  /** Names the controls and the configuration. */
  version: string;
  /** Every list of a sweep. */
  lists: readonly Pick<ListMessage, 'type' | 'account' | 'region'>[];
}

/** How far a baseline of an account is, as it is kept. */
interface Progress {
  version: string;
  since: Instant;
  /** All lists were at their end when this was last looked at: what they asked for was read meanwhile. */
  isListed?: boolean;
  isOver?: boolean;
  /** What was open of it when it was last told, as one short text. */
  told?: string;
}

/** A sweep comes once a day. A list that is denied never ends, and must not keep the others from being told. */
const longest = hours(26);

const progressIn = (account: string): string => `baseline ${account}`;

const openIn = async (account: string, { store }: Baselines): Promise<readonly string[]> => {
  const ids: string[] = [];
  for await (const finding of store.findings({ status: 'open', account }))
    if (isOfBaseline(finding)) ids.push(finding.id);
  return ids.toSorted();
};

const isListed = async (account: string, { store, version, lists }: Baselines): Promise<boolean> => {
  for (const list of lists) {
    if (list.account === account && (await lastSweep(list, { store }))?.version !== version) return false;
  }
  return true;
};

const stepOf = async (
  account: string,
  now: Instant,
  baselines: Baselines,
): Promise<{ progress: Progress; isTold: boolean } | undefined> => {
  const { store, version } = baselines;
  const kept = JSON.parse((await store.checkpoint(progressIn(account))) ?? 'null') as Progress | null;
  const before: Progress =
    kept?.version === version ? kept : { version, since: now, ...(kept?.told && { told: kept.told }) };
  if (before.isOver) return undefined;
  const listed = await isListed(account, baselines);
  if (!(before.isListed && listed) && now - before.since < longest) {
    return { progress: { ...before, isListed: listed }, isTold: false };
  }
  const open = await openIn(account, baselines);
  const told = open.length === 0 ? '' : createHash('sha256').update(open.join()).digest('base64url');
  // Another version that moved nothing is nothing to tell of.
  return { progress: { ...before, isOver: true, told }, isTold: told !== '' && told !== before.told };
};

/**
 * The accounts of which a baseline has come to its end since the last look, and is to be told: one summary each, once. With
 * what to keep until the next look.
 */
export const baselinesToTell = async (
  baselines: Baselines,
): Promise<{ accounts: readonly string[]; kept: Readonly<Record<string, string>> }> => {
  const now = baselines.clock.now();
  const accounts: string[] = [];
  const kept: Record<string, string> = {};
  for (const account of new Set(baselines.lists.map((list) => list.account))) {
    const step = await stepOf(account, now, baselines);
    if (!step) continue;
    kept[progressIn(account)] = JSON.stringify(step.progress);
    if (step.isTold) accounts.push(account);
  }
  return { accounts, kept };
};
