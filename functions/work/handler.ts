import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deployedReading } from '../../shared/adapters/aws/service/open-reading.ts';
import { workMessage } from '../../shared/app/service/messages.ts';
import { workOn } from '../../shared/app/service/work.ts';
import { assessing, tellUndecided } from '../judging.ts';
import { logger } from '../logger.ts';
import { observed } from '../middleware/observed.ts';
import { eachMessage } from '../middleware/partial-batch.ts';
import { clock, events, sleep, work } from '../parts.ts';
import { settings } from '../settings.ts';

const { ACCOUNT_ID: account, AWS_REGION: region, READER_ROLE: readerRole, EVENTS_QUEUE_URL } = settings;
const reading = deployedReading({ account, region, readerRole, events: EVENTS_QUEUE_URL }, clock, sleep);

/** Reads, lists and reconciles, as messages ask for it. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(observed())
  .handler(({ Records }) =>
    eachMessage(Records, async ({ body }) => {
      const message = workMessage.parse(JSON.parse(body));
      const working = { ...(await assessing()), ...reading, work, events, onJudged: tellUndecided };
      logger.info('worked', { message, end: await workOn(message, working) });
    }),
  );
