import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deliver } from '../../shared/app/service/deliver.ts';
import { assessing } from '../judging.ts';
import { measured } from '../measured.ts';
import { observed } from '../middleware/observed.ts';
import { eachMessage, unlessAllFailed } from '../middleware/partial-batch.ts';
import { work } from '../parts.ts';

/** Events, as the rules deliver them, are judged at once; what they leave open is asked for. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(observed())
  .handler(async ({ Records }) => {
    const answer = await measured(({ onJudged, onDelivered }) =>
      eachMessage(Records, async ({ messageId, body }) => {
        onDelivered(await deliver({ id: messageId, body }, { ...(await assessing()), work, onJudged }));
      }),
    );
    return unlessAllFailed(Records, answer);
  });
