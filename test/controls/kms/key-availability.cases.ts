import control from '../../../shared/controls/kms/key-availability.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: {
    enabled: { keyManager: 'CUSTOMER', keyState: 'Enabled' },
    'waiting for its key material': { keyManager: 'CUSTOMER', keyState: 'PendingImport' },
  },
  fail: {
    disabled: { keyManager: 'CUSTOMER', keyState: 'Disabled', expect: 'disabled' },
    'scheduled for deletion': { keyManager: 'CUSTOMER', keyState: 'PendingDeletion', expect: 'lost for good' },
    'a primary key whose replicas go first': { keyManager: 'CUSTOMER', keyState: 'PendingReplicaDeletion' },
    'a key store that is not connected': { keyManager: 'CUSTOMER', keyState: 'Unavailable' },
  },
  notApplicable: { 'a key that AWS manages': { keyManager: 'AWS', keyState: 'Enabled' } },
  record: {
    eventSource: 'kms.amazonaws.com',
    eventName: 'ScheduleKeyDeletion',
    requestParameters: { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab', pendingWindowInDays: 7 },
    responseElements: {
      keyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      keyState: 'PendingDeletion',
    },
  },
});
