import { expect, test } from 'vitest';
import { handText } from '../../cli/render/words.ts';
import { callOf } from '../../shared/cloudtrail/actor.ts';
import { handOf } from '../../shared/core/hand.ts';
import { record } from '../fixtures/record.ts';

const service = 'sagemaker.amazonaws.com';
const handOfCall = (members: object) =>
  handOf({
    eventId: '1',
    call: callOf(record({ eventSource: service, eventName: 'CreateProcessingJob', ...members })),
  });

test('who did it, with which call, from where', () => {
  expect(handText(handOfCall({ sourceIPAddress: '203.0.113.9' }))).toMatch(
    / with CreateProcessingJob from 203\.0\.113\.9$/,
  );
});

test('the address of a service that calls for somebody is the service, which is said already', () => {
  const userIdentity = {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/Trainer/SageMaker',
    accountId: '111122223333',
    invokedBy: service,
  };
  expect(handText(handOfCall({ userIdentity, sourceIPAddress: service }))).toMatch(
    /through sagemaker\.amazonaws\.com with CreateProcessingJob$/,
  );
});
