import middy from '@middy/core';
import { changeCanaries } from '../../shared/adapters/aws/service/canary.ts';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { canaryKey, canaryRole } from '../canaries.ts';
import { observed } from '../middleware/observed.ts';

/** Makes a harmless change, which has to come back by the whole path. */
export const handler = middy()
  .use(observed())
  .handler(() => changeCanaries({ keyArn: canaryKey, roleName: canaryRole }, systemClock));
