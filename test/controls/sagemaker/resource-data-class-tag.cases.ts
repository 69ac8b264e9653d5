import control from '../../../shared/controls/sagemaker/resource-data-class-tag.ts';
import { defaultConfiguration } from '../../../shared/core/configuration.ts';
import { cases } from '../cases.ts';

const entries = (tags: Record<string, string | null>) => ({ tags: { complete: false, entries: tags } });
const { tags } = defaultConfiguration;

export default cases(control, {
  pass: {
    'it is there': entries({ 'data-class': 'phi' }),
    'it was never there': entries({ owner: 'alice' }),
    'another tag was taken away': entries({ 'data-class': 'phi', owner: null }),
    'it was written anew in other letters': entries({ 'data-class': null, 'Data-Class': 'phi' }),
  },
  fail: { 'it was taken away': { ...entries({ 'Data-Class': null }), expect: 'Data-Class' } },
  notApplicable: {
    'nobody told which tag it is': {
      ...entries({ 'data-class': null }),
      configuration: { tags: { ...tags, dataClass: null } },
    },
  },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'DeleteTags',
    requestParameters: {
      resourceArn: 'arn:aws:sagemaker:eu-central-1:111122223333:endpoint/churn',
      tagKeys: ['data-class'],
    },
  },
});
