import control from '../../../shared/controls/iam/user-mfa-deactivation.ts';
import { activityCases } from '../cases.ts';

const serialNumber = 'arn:aws:iam::111122223333:mfa/alice';

export default activityCases(control, {
  pass: {
    'another device stays': {
      serialNumber,
      after: {
        mfaDevices: {
          complete: false,
          entries: { [serialNumber]: null, 'arn:aws:iam::111122223333:mfa/key': 'enabled' },
        },
      },
    },
  },
  fail: {
    'the only device': {
      serialNumber,
      after: { mfaDevices: { complete: true, entries: { [serialNumber]: null } } },
      expect: 'no other is known',
    },
  },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'DeactivateMFADevice',
    awsRegion: 'us-east-1',
    requestParameters: {
      userName: 'AWS ROOT USER',
      serialNumber: 'arn:aws:iam::111122223333:mfa/root-account-mfa-device',
    },
  },
});
