import control from '../../../shared/controls/cloudtrail/trail-event-selectors.ts';
import { cases } from '../cases.ts';

const basic = { includeManagementEvents: true, readWriteType: 'All', excludeManagementEventSources: [] as string[] };
const management = { field: 'eventCategory', equals: ['Management'] };
const only = (...eventSelectors: (typeof basic)[]) => ({ eventSelectors, advancedEventSelectors: null });
const advanced = (...tests: { field: string; equals?: string[]; notEquals?: string[] }[][]) => ({
  eventSelectors: null,
  advancedEventSelectors: tests,
});

export default cases(control, {
  pass: {
    'all management events': only(basic),
    'reads and writes apart': only({ ...basic, readWriteType: 'ReadOnly' }, { ...basic, readWriteType: 'WriteOnly' }),
    'an advanced selector for them': advanced([management], [{ field: 'eventCategory', equals: ['Data'] }]),
    'all but RDS data, which tells nothing of machine learning': advanced([
      management,
      { field: 'eventSource', notEquals: ['rdsdata.amazonaws.com'] },
    ]),
  },
  fail: {
    'no management events': { ...only({ ...basic, includeManagementEvents: false }), expect: 'management events' },
    'writes only': { ...only({ ...basic, readWriteType: 'WriteOnly' }), expect: 'reads' },
    'without KMS': {
      ...only({ ...basic, excludeManagementEventSources: ['kms.amazonaws.com'] }),
      expect: 'calls of KMS',
    },
    'advanced selectors for data alone': {
      ...advanced([{ field: 'eventCategory', equals: ['Data'] }]),
      expect: 'management events',
    },
    'reads only, by an advanced selector': {
      ...advanced([management, { field: 'readOnly', equals: ['true'] }]),
      expect: 'writes',
    },
    'without SageMaker': {
      ...advanced([management, { field: 'eventSource', notEquals: ['sagemaker.amazonaws.com'] }]),
      expect: 'calls of SageMaker',
    },
  },
  record: {
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'PutEventSelectors',
    requestParameters: {
      trailName: 'main',
      eventSelectors: [
        { readWriteType: 'All', includeManagementEvents: false, dataResources: [], excludeManagementEventSources: [] },
      ],
    },
    responseElements: { trailARN: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main' },
  },
});
