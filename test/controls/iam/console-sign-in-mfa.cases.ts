import control from '../../../shared/controls/iam/console-sign-in-mfa.ts';
import { activityCases } from '../cases.ts';

export default activityCases(control, {
  pass: { 'with MFA': { outcome: 'Success', mfaUsed: true } },
  fail: {
    'without MFA': {
      outcome: 'Success',
      mfaUsed: false,
      call: { address: '203.0.113.9' },
      expect: 'The user example signed in without MFA from 203.0.113.9',
    },
  },
  notApplicable: { 'a sign-in that failed': { outcome: 'Failure', mfaUsed: false } },
  record: {
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    userIdentity: {
      type: 'IAMUser',
      userName: 'alice',
      arn: 'arn:aws:iam::111122223333:user/alice',
      accountId: '111122223333',
    },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: 'No' },
    responseElements: { ConsoleLogin: 'Success' },
  },
});
