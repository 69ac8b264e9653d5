import middy from '@middy/core';
import { beginDigest } from '../../shared/app/service/digest.ts';
import { keep } from '../keep.ts';
import { observed } from '../middleware/observed.ts';
import { clock, notices, store } from '../parts.ts';

/** Has people told what the week came to. */
export const handler = middy()
  .use(observed())
  .handler(async () => keep(await beginDigest({ store, clock, notices })));
