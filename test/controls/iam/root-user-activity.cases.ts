import control from '../../../shared/controls/iam/root-user-activity.ts';
import { activityCases } from '../cases.ts';

const root = { type: 'Root', arn: 'arn:aws:iam::111122223333:root', invokedBy: undefined };

export default activityCases(control, {
  pass: {
    'a role': { call: { actor: { type: 'AssumedRole' } } },
    'a service on behalf of root': { call: { actor: { ...root, invokedBy: 'backup.amazonaws.com' } } },
  },
  fail: {
    'a call': {
      call: { source: 'iam.amazonaws.com', name: 'CreateUser', address: '203.0.113.9', actor: root },
      expect: 'The root user called iam:CreateUser from 203.0.113.9',
    },
    'a call that failed': {
      call: { errorCode: 'AccessDenied', actor: root },
      expect: 'which failed (AccessDenied)',
    },
  },
  record: {
    eventSource: 's3.amazonaws.com',
    eventName: 'ListBuckets',
    userIdentity: {
      type: 'Root',
      arn: 'arn:aws:iam::111122223333:root',
      accountId: '111122223333',
      principalId: '111122223333',
    },
  },
});
