import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { Item } from '../../shared/adapters/aws/dynamo/attributes.ts';
import { handOn } from '../../shared/app/service/hand-on.ts';
import { observed } from '../middleware/observed.ts';
import { upToFailure } from '../middleware/partial-batch.ts';
import { notices, store } from '../parts.ts';

/** Transitions, as the table's stream shows them once they are committed, are handed on to where notices are made of them. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(observed())
  .handler(({ Records }) =>
    upToFailure(Records, async ({ dynamodb }) => {
      const items = dynamodb?.NewImage ? [dynamodb.NewImage as Item] : [];
      await handOn(await store.transitionsIn(items), { store, notices });
    }),
  );
