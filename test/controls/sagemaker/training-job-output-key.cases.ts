import control from '../../../shared/controls/sagemaker/training-job-output-key.ts';
import { cases } from '../cases.ts';
import { relatedKey } from '../related.ts';
import { trainingJobRecord } from './job-records.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const outputUri = 's3://ml-models/churn';

export default cases(control, {
  pass: {
    'a key that the customer manages': {
      outputKmsKeyId: id,
      outputUri,
      related: relatedKey(id, { keyManager: 'CUSTOMER' }, 'outputKey'),
    },
  },
  fail: {
    'no key': { outputKmsKeyId: null, outputUri, expect: 'the AWS managed key of S3' },
    'the alias of the AWS managed key': { outputKmsKeyId: 'alias/aws/s3', outputUri, expect: 'AWS managed key' },
  },
  notApplicable: {
    'S3 Express One Zone': { outputKmsKeyId: null, outputUri: 's3://models--euc1-az1--x-s3/churn' },
  },
  unknown: {
    'a key that nothing is known of': { outputKmsKeyId: id, outputUri, related: relatedKey(id, {}, 'outputKey') },
  },
  record: trainingJobRecord,
});
