import control from '../../../shared/controls/sagemaker/processing-job-output-key.ts';
import { cases } from '../cases.ts';
import { relatedKey } from '../related.ts';
import { processingJobRecord } from './job-records.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const outputUris = ['s3://ml-data/out'];
const own = relatedKey(id, { keyManager: 'CUSTOMER' }, 'outputKey');
const staged = { by: 'Athena', kmsKeyId: id, outputUri: 's3://ml-staging/q' };
const ownStaged = relatedKey(id, { keyManager: 'CUSTOMER' }, 'stagingKeys');

export default cases(control, {
  pass: {
    'a key that the customer manages': { outputKmsKeyId: id, outputUris, staging: [], related: own },
    'one key for what is staged, too': {
      outputKmsKeyId: id,
      outputUris,
      staging: [staged],
      related: { ...own, ...ownStaged },
    },
  },
  fail: {
    'no key': { outputKmsKeyId: null, outputUris, staging: [], expect: 'the AWS managed key of S3' },
    'no key for what Athena stages': {
      outputKmsKeyId: id,
      outputUris,
      staging: [{ ...staged, kmsKeyId: null }],
      related: own,
      expect: 'What Athena stages',
    },
  },
  notApplicable: { 'nothing put out to S3': { outputKmsKeyId: null, outputUris: null, staging: [] } },
  unknown: {
    'a key that nothing is known of': {
      outputKmsKeyId: id,
      outputUris,
      staging: [],
      related: relatedKey(id, {}, 'outputKey'),
    },
  },
  record: processingJobRecord,
});
