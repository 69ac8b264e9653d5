import control from '../../../shared/controls/iam/user-access-key-creation.ts';
import { activityCases } from '../cases.ts';

export default activityCases(control, {
  pass: { 'a key of their own': { own: true } },
  fail: {
    'a key for another user': {
      own: false,
      call: { actor: { principal: 'arn:aws:iam::111122223333:user/alice' } },
      expect: 'alice as ml-engineer made an access key for the user example',
    },
  },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateAccessKey',
    awsRegion: 'us-east-1',
    requestParameters: { userName: 'pipeline' },
    responseElements: { accessKey: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', userName: 'pipeline', status: 'Active' } },
  },
});
