import type { Configuration } from '../../core/configuration.ts';
import { days, hours } from '../../core/instant.ts';
import { endingWithin, waiverOf } from '../../core/waiver.ts';
import type { Clock, Store } from '../../ports.ts';

export interface EndingWaivers {
  store: Pick<Store, 'checkpoint' | 'findings'>;
  clock: Clock;
  configuration: Pick<Configuration, 'waivers'>;
  aliasesOf(controlId: string): readonly string[];
}

const lookedAtName = 'ending waivers until';

/**
 * The open findings whose waiver has come within 14 days of its end since the last look, with what to keep until the next. A
 * waiver that was approved for no longer than that is not among them: people have just been told when it ends.
 */
export const waiversEnding = async ({
  store,
  clock,
  configuration: { waivers },
  aliasesOf,
}: EndingWaivers): Promise<{ findings: readonly string[]; kept: Readonly<Record<string, string>> }> => {
  const now = clock.now();
  const lookedAt = Number((await store.checkpoint(lookedAtName)) ?? now - hours(1));
  const ending = new Set(
    waivers.filter(({ until, approved }) => {
      const from = until - endingWithin;
      return from > lookedAt && from <= now && (approved === null || until - approved > endingWithin + days(1));
    }),
  );
  const findings: string[] = [];
  if (ending.size > 0) {
    for await (const finding of store.findings({ status: 'open' })) {
      const waiver = waiverOf(finding, waivers, now, aliasesOf(finding.controlId));
      if (waiver && ending.has(waiver)) findings.push(finding.id);
    }
  }
  return { findings, kept: { [lookedAtName]: String(now) } };
};
