import type { DynamoDBBatchResponse, DynamoDBRecord, SQSBatchResponse, SQSRecord } from 'aws-lambda';
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
    // In every line of it: what belongs together is found together.
    logger.appendKeys({ messageId });
    try {
      await handle(record);
    } catch (error) {
      const received = attributes?.ApproximateReceiveCount;
      logger.error('a message failed, and comes again', { received, error: error as Error });
      failed.push({ itemIdentifier: messageId });
    } finally {
      logger.removeKeys(['messageId']);
    }
  }
  return { batchItemFailures: failed };
};

/**
 * The answer to a batch. Where every message of it failed, it throws instead: what comes again is the same, but Lambda counts
 * that as an error of the function, as it never counts a message that failed beside others. [Lambda, SQS error handling]
 */
export const unlessAllFailed = (records: readonly SQSRecord[], answer: SQSBatchResponse): SQSBatchResponse => {
  const failed = answer.batchItemFailures.length;
  if (failed > 0 && failed === records.length) throw new Error(`None of ${failed} messages could be handled`);
  return answer;
};

/** Handles the records of a stream in their order: from the first that fails on, all come again. */
export const eachRecord = async (
  records: readonly DynamoDBRecord[],
  handle: (record: DynamoDBRecord) => Promise<void>,
): Promise<DynamoDBBatchResponse> => {
  for (const record of records) {
    try {
      await handle(record);
    } catch (error) {
      const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
      logger.error('a record of the stream failed, and comes again', { sequenceNumber, error: error as Error });
      return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
};
