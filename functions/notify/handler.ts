import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { handOn } from '../../shared/app/service/notices.ts';
import { imageOf } from '../image.ts';
import { observed } from '../middleware/observed.ts';
import { eachRecord } from '../middleware/partial-batch.ts';
import { notices, store } from '../parts.ts';

/** What findings came to, as the table's stream tells of it, is handed on to those who tell people. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(observed())
  .handler(({ Records }) =>
    eachRecord(Records, async (record) => {
      await handOn([await store.transitionIn(imageOf(record))], { store, notices });
    }),
  );
