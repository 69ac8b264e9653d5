import control from '../../../shared/controls/cloudtrail/record-request-omitted.ts';
import { activityCases } from '../cases.ts';

export default activityCases(control, {
  pass: { 'a read': { call: { source: 'sagemaker.amazonaws.com', name: 'DescribePipeline' } } },
  fail: {
    'a policy': {
      call: { source: 'iam.amazonaws.com', name: 'PutRolePolicy' },
      expect: 'CloudTrail left out the request of iam:PutRolePolicy',
    },
  },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'PutRolePolicy',
    awsRegion: 'us-east-1',
    requestParameters: { reason: 'requestParameters too large', omitted: 'true', originalSize: 131_000 },
  },
});
