import middy from '@middy/core';
import { gaugesOf } from '../../shared/app/service/gauges.ts';
import { handOnWaiting } from '../../shared/app/service/notices.ts';
import { publishedGauges } from '../../shared/app/service/published-gauges.ts';
import { beginReconciling } from '../../shared/app/service/reconcile.ts';
import { aliasesOf } from '../aliases.ts';
import { tellBaselines } from '../baselines.ts';
import { canaries } from '../canaries.ts';
import { holding } from '../judging.ts';
import { keep } from '../keep.ts';
import { localitiesOf } from '../localities.ts';
import { logger } from '../logger.ts';
import { observed, publish, publishByControl } from '../middleware/observed.ts';
import { clock, notices, store, work } from '../parts.ts';
import { checkTrails } from '../trails.ts';

/** Has every place compared with what CloudTrail remembers and its trails read, finishes what writers that died left, and says how things stand. */
export const handler = middy()
  .use(observed())
  .handler(async () => {
    const { configuration } = await holding();
    const localities = localitiesOf(configuration);
    await beginReconciling(localities, { store, clock, work });
    await checkTrails(configuration);
    const gauging = { store, clock, configuration, aliasesOf, canaries, localities };
    const { gauges, openByControl, silent, waited, overdue, kept } = await gaugesOf(gauging);
    const handed = await handOnWaiting((id) => waited.has(id), { store, notices });
    await notices.send(overdue.map((findings) => ({ kind: 'reminder', news: 'overdue', findings: [...findings] })));
    const worth = await publishedGauges(gauges, { store });
    await keep({ ...kept, ...worth.kept, ...(await tellBaselines()) });
    publish(worth.published);
    if (configuration.controlMetrics) publishByControl(openByControl);
    for (const place of silent) logger.warn('nothing of what happens there comes by itself', { ...place });
    logger.info('reconciling began', { places: localities.length, handed, mended: await store.mend(), ...gauges });
  });
