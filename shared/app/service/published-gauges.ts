import type { Store } from '../../ports.ts';
import type { Gauges } from './gauges.ts';

/** Gauges that are all well at zero. How old the canary's last change is, is said whatever it is: its absence is an alarm. */
const restsAtZero = ['OpenCritical', 'OverdueCritical', 'Overdue', 'OldestPending', 'SilentSources'] as const;

const movedGauges = 'gauges above zero';

/**
 * Of the gauges, those that are worth being published: a metric is paid for by the hours in which it is (30 cents a month),
 * and the alarms that look at these take missing data for none. The zero that ends what was more is published once, since an
 * alarm goes by the last data that it finds as long as it finds some. [CloudWatch pricing, custom metrics; CloudWatch User
 * Guide, Configuring how CloudWatch alarms treat missing data] `kept` is to be kept once they are published.
 */
export const publishedGauges = async (
  gauges: Gauges,
  { store }: { store: Pick<Store, 'checkpoint'> },
): Promise<{ published: Partial<Gauges>; kept: Readonly<Record<string, string>> }> => {
  const before = JSON.parse((await store.checkpoint(movedGauges)) ?? '[]') as readonly string[];
  const above = restsAtZero.filter((name) => gauges[name] > 0);
  const silent = new Set<string>(restsAtZero.filter((name) => gauges[name] === 0 && !before.includes(name)));
  return {
    published: Object.fromEntries(Object.entries(gauges).filter(([name]) => !silent.has(name))),
    kept: { [movedGauges]: JSON.stringify(above) },
  };
};
