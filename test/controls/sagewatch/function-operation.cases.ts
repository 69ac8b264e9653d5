import control from '../../../shared/controls/sagewatch/function-operation.ts';
import { cases } from '../cases.ts';

const queue = 'arn:aws:sqs:eu-central-1:111122223333:sagewatch-prod-events';
const stream = 'arn:aws:dynamodb:eu-central-1:111122223333:table/sagewatch-prod/stream/2026-11-02T09:00:00.000';
const sources = (entries: Record<string, string | null>, complete = true) => ({ complete, entries });

export default cases(control, {
  pass: {
    'woken by a queue': { reservedConcurrency: null, sources: sources({ [queue]: 'enabled' }) },
    'with runs reserved for it': { reservedConcurrency: 5, sources: sources({ [queue]: 'enabled' }) },
    'woken by the clock alone': { reservedConcurrency: null, sources: sources({}) },
  },
  fail: {
    'with no runs left': {
      reservedConcurrency: 0,
      sources: sources({ [queue]: 'enabled' }),
      expect: '0 concurrent runs',
    },
    'with a source that is off': {
      reservedConcurrency: null,
      sources: sources({ [queue]: 'enabled', [stream]: 'disabled' }),
      expect: `no longer woken by ${stream}`,
    },
    'with one that is off, whatever the others are': {
      reservedConcurrency: null,
      sources: sources({ [queue]: 'disabled' }, false),
      expect: queue,
    },
  },
  unknown: {
    'sources that nobody told of': { reservedConcurrency: null, sources: sources({ [queue]: 'enabled' }, false) },
  },
  record: [
    {
      eventSource: 'lambda.amazonaws.com',
      eventName: 'CreateFunction20150331',
      requestParameters: { functionName: 'sagewatch-prod-evaluate', runtime: 'nodejs24.x' },
    },
    {
      eventSource: 'lambda.amazonaws.com',
      eventName: 'PutFunctionConcurrency20171031',
      requestParameters: { functionName: 'sagewatch-prod-evaluate', reservedConcurrentExecutions: 0 },
      responseElements: { reservedConcurrentExecutions: 0 },
    },
  ],
});
