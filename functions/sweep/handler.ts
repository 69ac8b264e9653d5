import middy from '@middy/core';
import { sweepMessages } from '../../shared/app/service/sweep.ts';
import { isoOf } from '../../shared/core/instant.ts';
import { holding } from '../judging.ts';
import { listable } from '../listable.ts';
import { placesOf } from '../localities.ts';
import { logger } from '../logger.ts';
import { observed } from '../middleware/observed.ts';
import { clock, work } from '../parts.ts';

/** Has everything there is listed, and so read: what no event told of is found within a day. */
export const handler = middy()
  .use(observed())
  .handler(async () => {
    const { configuration } = await holding();
    const messages = sweepMessages(listable, placesOf(configuration), isoOf(clock.now()));
    await work.send(messages);
    logger.info('sweep began', { lists: messages.length });
  });
