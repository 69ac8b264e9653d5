import { gaugesOf, type Stand } from '../shared/app/service/gauges.ts';
import { handOnWaiting } from '../shared/app/service/notices.ts';
import { publishedGauges } from '../shared/app/service/published-gauges.ts';
import { waiversEnding } from '../shared/app/service/waivers-ending.ts';
import { recordWaivers } from '../shared/app/service/waivers.ts';
import { statedWaivers } from '../shared/configuration/stated.ts';
import type { Configuration } from '../shared/core/configuration.ts';
import type { Locality } from '../shared/ports.ts';
import { aliasesOf } from './aliases.ts';
import { tellBaselines } from './baselines.ts';
import { canaries } from './canaries.ts';
import { logger } from './logger.ts';
import { publish, publishByControl } from './middleware/observed.ts';
import { clock, notices, store } from './parts.ts';

type Kept = Readonly<Record<string, string>>;

/** How things stand now. */
export const standNow = (configuration: Configuration, localities: readonly Locality[]): Promise<Stand> =>
  gaugesOf({ store, clock, configuration, aliasesOf, canaries, localities });

/** Records what waivers moved that nobody has recorded yet: those that ended, and those whose publisher died. */
export const recordMovedByWaivers = async (): Promise<number> =>
  (await recordWaivers({ store, clock, waiversOf: ({ document }) => statedWaivers(document), aliasesOf })).length;

/** Has people told of what time alone has brought, and hands on what waits; returns what to keep of that. */
export const tellOfTime = async (
  { overdue, waited }: Stand,
  configuration: Configuration,
): Promise<{ handed: number; kept: Kept }> => {
  const handed = await handOnWaiting((id) => waited.has(id), { store, notices });
  const ending = await waiversEnding({ store, clock, configuration, aliasesOf });
  await notices.send([
    ...overdue.map((findings) => ({ kind: 'reminder' as const, news: 'overdue' as const, findings: [...findings] })),
    ...ending.findings.map((id) => ({ kind: 'reminder' as const, news: 'waiver-ending' as const, findings: [id] })),
  ]);
  return { handed, kept: { ...ending.kept, ...(await tellBaselines()) } };
};

/** Publishes how things stand, as alarms look at it; returns what to keep of that. */
export const publishStand = async (
  { gauges, openByControl, silent }: Stand,
  { controlMetrics }: Configuration,
): Promise<Kept> => {
  const worth = await publishedGauges(gauges, { store });
  publish(worth.published);
  if (controlMetrics) publishByControl(openByControl);
  for (const place of silent) logger.warn('nothing of what happens there comes by itself', { ...place });
  return worth.kept;
};
