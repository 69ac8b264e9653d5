import control from '../../../shared/controls/sagemaker/training-job-s3-endpoint.ts';
import { cases } from '../cases.ts';
import { jobEndpointRows } from './job-endpoint-rows.ts';
import { trainingJobRecord } from './job-records.ts';
import { bucketWithoutPolicy, reading, roleWithAccess, writingTo } from './job-roles.ts';

const vpc = { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] };

export default cases(control, {
  ...writingTo(jobEndpointRows, { outputUri: 's3://ml-models/churn' }),
  record: [
    ...roleWithAccess('ml-training', reading('ml-models')),
    bucketWithoutPolicy('ml-models'),
    { ...trainingJobRecord, requestParameters: { ...trainingJobRecord.requestParameters, vpcConfig: vpc } },
  ],
});
