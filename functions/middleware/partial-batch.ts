import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { logger } from '../logger.ts';

/**
 * Handles the messages of a batch, one after the other, each for itself: what fails comes again alone. No message's text gets
 * into a log.
 */
export const eachMessage = async (
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> => {
  const failed: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of records) {
    const { messageId, attributes } = record;
    try {
      await handle(record);
    } catch (error) {
      const received = attributes?.ApproximateReceiveCount;
      logger.error('a message failed, and comes again', { messageId, received, error: error as Error });
      failed.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures: failed };
};
