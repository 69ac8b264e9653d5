import control from '../../../shared/controls/s3/bucket-default-key.ts';
import { cases } from '../cases.ts';
import { relatedKey } from '../related.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';

export default cases(control, {
  pass: {
    'a key that the customer manages': {
      encryption: { algorithm: 'aws:kms', keyId: id },
      taggedAsMl: 'yes',
      related: relatedKey(id, { keyManager: 'CUSTOMER', keyState: 'Enabled' }),
    },
  },
  fail: {
    'what S3 does by itself': {
      encryption: { algorithm: 'AES256', keyId: null },
      taggedAsMl: 'yes',
      expect: 'keys that S3 manages',
    },
    'KMS without a key': {
      encryption: { algorithm: 'aws:kms', keyId: null },
      taggedAsMl: 'yes',
      expect: 'AWS managed key alias/aws/s3',
    },
    'the AWS managed key by its name': {
      encryption: { algorithm: 'aws:kms:dsse', keyId: 'alias/aws/s3' },
      taggedAsMl: 'yes',
      expect: 'AWS managed key',
    },
  },
  notApplicable: {
    'a bucket of something else': { encryption: { algorithm: 'AES256', keyId: null }, taggedAsMl: 'no' },
  },
  unknown: {
    'a bucket that may be of something else': {
      encryption: { algorithm: 'AES256', keyId: null },
      taggedAsMl: 'not known',
    },
    'a key that nothing is known of': {
      encryption: { algorithm: 'aws:kms', keyId: id },
      taggedAsMl: 'yes',
      related: relatedKey(id),
    },
  },
  record: {
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketEncryption',
    requestParameters: {
      bucketName: 'sagemaker-eu-central-1-111122223333',
      Host: 's3.eu-central-1.amazonaws.com',
      encryption: '',
      ServerSideEncryptionConfiguration: {
        xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
        Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
      },
    },
  },
});
