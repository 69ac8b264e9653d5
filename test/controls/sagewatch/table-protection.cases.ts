import control from '../../../shared/controls/sagewatch/table-protection.ts';
import { cases } from '../cases.ts';

const whole = {
  deletionProtection: true,
  pointInTimeRecovery: true,
  kmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
};

export default cases(control, {
  pass: { 'as it is deployed': whole },
  fail: {
    'that one call deletes': { ...whole, deletionProtection: false, expect: 'deletion protection is off' },
    'that cannot be restored': { ...whole, pointInTimeRecovery: false, expect: 'cannot be restored' },
    'with a key that AWS owns': { ...whole, kmsKeyId: null, expect: 'a key that AWS owns' },
    'with several faults': {
      ...whole,
      deletionProtection: false,
      pointInTimeRecovery: false,
      expect: 'deletion protection is off, and it cannot be restored',
    },
  },
  record: [
    {
      eventSource: 'dynamodb.amazonaws.com',
      eventName: 'CreateTable',
      requestParameters: {
        tableName: 'sagewatch-prod',
        deletionProtectionEnabled: true,
        sSESpecification: { enabled: true, sSEType: 'KMS', kMSMasterKeyId: whole.kmsKeyId },
      },
    },
  ],
});
