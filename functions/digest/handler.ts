import middy from '@middy/core';
import { days } from '../../shared/core/instant.ts';
import { observed } from '../middleware/observed.ts';
import { clock, notices } from '../parts.ts';

/** Once a week: what it came to is told, also where nothing happened. */
export const handler = middy()
  .use(observed())
  .handler(async () => {
    const until = clock.now();
    await notices.send([{ kind: 'digest', from: until - days(7), until }]);
  });
