import control from '../../../shared/controls/sagewatch/table-operation.ts';
import { cases } from '../cases.ts';
import { relatedKey } from '../related.ts';

const kmsKeyId = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const key = (keyState: string) => relatedKey(kmsKeyId, { keyManager: 'CUSTOMER', keyState });

export default cases(control, {
  pass: {
    'with a stream and a key': { streamEnabled: true, kmsKeyId, related: key('Enabled') },
    'with no key of its own': { streamEnabled: true, kmsKeyId: null },
  },
  fail: {
    'without a stream': {
      named: 'sagewatch-prod',
      streamEnabled: false,
      kmsKeyId: null,
      expect: 'sagewatch-prod has no stream',
    },
    'a key that is disabled': { streamEnabled: true, kmsKeyId, related: key('Disabled'), expect: 'is disabled' },
    'a key that will be lost': { streamEnabled: true, kmsKeyId, related: key('PendingDeletion'), expect: 'deletion' },
  },
  unknown: { 'a key that nobody told of': { streamEnabled: true, kmsKeyId } },
  record: [
    {
      eventSource: 'dynamodb.amazonaws.com',
      eventName: 'CreateTable',
      requestParameters: {
        tableName: 'sagewatch-prod',
        streamSpecification: { streamEnabled: true, streamViewType: 'NEW_IMAGE' },
        sSESpecification: { enabled: true, sSEType: 'KMS', kMSMasterKeyId: kmsKeyId },
      },
    },
    {
      eventSource: 'kms.amazonaws.com',
      eventName: 'DisableKey',
      requestParameters: { keyId: kmsKeyId },
      resources: [{ accountId: '111122223333', type: 'AWS::KMS::Key', ARN: kmsKeyId }],
    },
  ],
});
