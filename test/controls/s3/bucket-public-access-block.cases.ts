import control from '../../../shared/controls/s3/bucket-public-access-block.ts';
import { cases } from '../cases.ts';

const all = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };

export default cases(control, {
  pass: { 'all four settings': { publicAccessBlock: all } },
  fail: {
    'taken away': { publicAccessBlock: null, expect: 'taken away' },
    'two settings off': {
      publicAccessBlock: { ...all, blockPublicPolicy: false, restrictPublicBuckets: false },
      expect: 'leaves off BlockPublicPolicy, RestrictPublicBuckets',
    },
  },
  record: {
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPublicAccessBlock',
    requestParameters: {
      bucketName: 'data',
      publicAccessBlock: '',
      PublicAccessBlockConfiguration: {
        xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
        BlockPublicAcls: true,
        IgnorePublicAcls: 'true',
        BlockPublicPolicy: false,
        RestrictPublicBuckets: 'false',
      },
    },
  },
});
