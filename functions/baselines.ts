import { baselinesToTell } from '../shared/app/service/baseline.ts';
import { sweepMessages } from '../shared/app/service/sweep.ts';
import { holding } from './judging.ts';
import { listable } from './listable.ts';
import { placesOf } from './localities.ts';
import { clock, notices, store } from './parts.ts';

/** Has people told of the baselines that came to their end, one summary an account; returns what to keep of that. */
export const tellBaselines = async (): Promise<Readonly<Record<string, string>>> => {
  const { configuration, version } = await holding();
  const lists = sweepMessages(listable, placesOf(configuration), '');
  const { accounts, kept } = await baselinesToTell({ store, clock, version, lists });
  await notices.send(accounts.map((account) => ({ kind: 'baseline' as const, account })));
  return kept;
};
