import middy from '@middy/core';
import { handOutDigests } from '../../shared/app/digest/send.ts';
import { digesting } from '../digesting.ts';
import { logger } from '../logger.ts';
import { observed } from '../middleware/observed.ts';

/** Hands out what the week came to, as soon as it is Monday morning where its readers live. */
export const handler = middy()
  .use(observed())
  .handler(async () => {
    const handed = await handOutDigests(await digesting());
    for (const digest of handed) {
      if (digest.outcome === 'refused') logger.error('a digest could not be handed out', { ...digest });
      else if (digest.outcome !== 'had') logger.info('digest', { ...digest });
    }
  });
