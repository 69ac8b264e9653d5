import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { workOnNotice } from '../../shared/app/notices/work.ts';
import { noticeMessage } from '../../shared/app/service/messages.ts';
import { observed } from '../middleware/observed.ts';
import { eachMessage } from '../middleware/partial-batch.ts';
import { telling } from '../telling.ts';

/** Decides who is told of what, and tells them. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(observed())
  .handler(({ Records }) =>
    eachMessage(Records, async ({ body }) => {
      const { desk, delivering } = await telling();
      await workOnNotice(noticeMessage.parse(JSON.parse(body)), desk, delivering);
    }),
  );
