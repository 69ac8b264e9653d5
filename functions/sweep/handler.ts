import middy from '@middy/core';
import { lists } from '../../shared/adapters/aws/readers/lists.ts';
import { sweepMessages, sweptTypes } from '../../shared/app/service/sweep.ts';
import { resourceTypes } from '../../shared/catalogue.ts';
import { isoOf } from '../../shared/core/instant.ts';
import { holding } from '../judging.ts';
import { placesOf } from '../localities.ts';
import { logger } from '../logger.ts';
import { observed } from '../middleware/observed.ts';
import { clock, work } from '../parts.ts';

/** Has everything there is listed, and so read: what no event told of is found within a day. */
export const handler = middy()
  .use(observed())
  .handler(async () => {
    const { configuration } = await holding();
    const types = sweptTypes(resourceTypes).filter(({ name }) => name in lists);
    const messages = sweepMessages(types, placesOf(configuration), isoOf(clock.now()));
    await work.send(messages);
    logger.info('sweep began', { lists: messages.length });
  });
