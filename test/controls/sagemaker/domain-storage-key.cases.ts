import control from '../../../shared/controls/sagemaker/domain-storage-key.ts';
import { cases } from '../cases.ts';
import { relatedKey } from '../related.ts';
import { domainRecord } from './domain-records.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';

export default cases(control, {
  pass: { 'a key that the customer manages': { kmsKeyId: id, related: relatedKey(id, { keyManager: 'CUSTOMER' }) } },
  fail: {
    'no key': { kmsKeyId: null, expect: 'an AWS managed key' },
    'the AWS managed key': { kmsKeyId: 'alias/aws/elasticfilesystem', expect: 'AWS managed key' },
  },
  unknown: { 'a key that nothing is known of': { kmsKeyId: id, related: relatedKey(id) } },
  record: domainRecord({ kmsKeyId: '' }),
});
