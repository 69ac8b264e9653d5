import control from '../../../shared/controls/sagemaker/notebook-volume-key.ts';
import { cases } from '../cases.ts';
import { relatedAlias, relatedKey } from '../related.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';

export default cases(control, {
  pass: {
    'a key that the customer manages': {
      kmsKeyId: id,
      related: relatedKey(id, { keyManager: 'CUSTOMER', keyState: 'Enabled' }),
    },
    'an alias of the customer, whatever is known of its key': {
      kmsKeyId: 'alias/ml',
      related: relatedAlias('alias/ml'),
    },
    'a key of another account': {
      kmsKeyId: `arn:aws:kms:eu-central-1:444455556666:key/${id}`,
      related: relatedKey(`arn:aws:kms:eu-central-1:444455556666:key/${id}`),
    },
  },
  fail: {
    'no key': { kmsKeyId: null, expect: 'no key of your own' },
    'the AWS managed key by its alias': { kmsKeyId: 'alias/aws/sagemaker', expect: 'AWS managed' },
    'the AWS managed key by its id': {
      kmsKeyId: id,
      related: relatedKey(id, { keyManager: 'AWS' }),
      expect: 'AWS managed',
    },
    'a key that was disabled': {
      kmsKeyId: id,
      related: relatedKey(id, { keyManager: 'CUSTOMER', keyState: 'Disabled' }),
      expect: 'disabled',
    },
    'an alias whose key is scheduled for deletion': {
      kmsKeyId: 'alias/ml',
      related: relatedAlias('alias/ml', { keyState: 'PendingDeletion' }),
      expect: 'scheduled for deletion',
    },
  },
  unknown: { 'a key that nothing is known of': { kmsKeyId: id, related: relatedKey(id) } },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    requestParameters: {
      notebookInstanceName: 'exploration',
      roleArn: 'arn:aws:iam::111122223333:role/notebook',
      kmsKeyId: '',
    },
  },
});
