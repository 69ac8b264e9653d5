import control from '../../../shared/controls/sagemaker/mlflow-bucket-owner.ts';
import { cases } from '../cases.ts';

const artifactStoreUri = 's3://ml-experiments/mlflow';

export default cases(control, {
  pass: { 'it verifies, as by default': { s3BucketOwnerVerification: true, artifactStoreUri } },
  fail: { 'it does not': { s3BucketOwnerVerification: false, artifactStoreUri, expect: artifactStoreUri } },
  record: [
    {
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'CreateMlflowTrackingServer',
      requestParameters: {
        trackingServerName: 'experiments',
        artifactStoreUri,
        roleArn: 'arn:aws:iam::111122223333:role/ml-mlflow',
      },
      responseElements: {
        trackingServerArn: 'arn:aws:sagemaker:eu-central-1:111122223333:mlflow-tracking-server/experiments',
      },
    },
    {
      eventSource: 'sagemaker.amazonaws.com',
      eventName: 'UpdateMlflowTrackingServer',
      requestParameters: { trackingServerName: 'experiments', s3BucketOwnerVerification: false },
    },
  ],
});
