import { days } from '../../core/instant.ts';
import type { Clock, Queue, Store } from '../../ports.ts';
import type { NoticeMessage } from './messages.ts';

export interface Digesting {
  store: Pick<Store, 'checkpoint'>;
  clock: Clock;
  notices: Queue<NoticeMessage>;
}

const toldUntil = 'digest until';
const week = days(7);

/** Has people told what came since they were last told; returns what to keep of it until the next time. */
export const beginDigest = async ({ store, clock, notices }: Digesting): Promise<Readonly<Record<string, string>>> => {
  const until = clock.now();
  const before = Number((await store.checkpoint(toldUntil)) ?? Number.NaN);
  const since = Number.isFinite(before) ? Math.min(before, until) : until - week;
  await notices.send([{ kind: 'digest', since, until }]);
  return { [toldUntil]: String(until) };
};
