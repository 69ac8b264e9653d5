import middy from '@middy/core';
import { beginReconciling } from '../../shared/app/service/reconcile.ts';
import { publishStand, recordMovedByWaivers, standNow, tellOfTime } from '../hourly.ts';
import { holding } from '../judging.ts';
import { keep } from '../keep.ts';
import { localitiesOf } from '../localities.ts';
import { logger } from '../logger.ts';
import { observed } from '../middleware/observed.ts';
import { clock, store, work } from '../parts.ts';
import { checkTrails } from '../trails.ts';

/** Has every place compared with what CloudTrail remembers and its trails read, finishes what writers that died left, and says how things stand. */
export const handler = middy()
  .use(observed())
  .handler(async () => {
    const { configuration } = await holding();
    const localities = localitiesOf(configuration);
    await beginReconciling(localities, { store, clock, work });
    await checkTrails(configuration);
    const stand = await standNow(configuration, localities);
    const { handed, kept } = await tellOfTime(stand, configuration);
    await keep({ ...stand.kept, ...kept, ...(await publishStand(stand, configuration)) });
    const done = { places: localities.length, handed, moved: await recordMovedByWaivers(), mended: await store.mend() };
    logger.info('reconciling began', { ...done, ...stand.gauges });
  });
