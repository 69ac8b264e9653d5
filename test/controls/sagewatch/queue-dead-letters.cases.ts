import control from '../../../shared/controls/sagewatch/queue-dead-letters.ts';
import { cases } from '../cases.ts';

const deadLetters = 'arn:aws:sqs:eu-central-1:111122223333:sagewatch-prod-messages-dlq';

export default cases(control, {
  pass: { 'with a queue for them': { named: 'sagewatch-prod-events', deadLetters } },
  fail: {
    'without one': {
      named: 'sagewatch-prod-events',
      deadLetters: null,
      expect: 'queue sagewatch-prod-events has no queue',
    },
  },
  notApplicable: {
    'the one for them': { named: 'sagewatch-prod-messages-dlq', deadLetters: null },
  },
  record: {
    eventSource: 'sqs.amazonaws.com',
    eventName: 'SetQueueAttributes',
    requestParameters: {
      queueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/sagewatch-prod-events',
      attributes: { RedrivePolicy: '', VisibilityTimeout: '180' },
    },
  },
});
