import control from '../../../shared/controls/sagemaker/processing-job-s3-endpoint.ts';
import { cases } from '../cases.ts';
import { jobEndpointRows } from './job-endpoint-rows.ts';
import { processingJobRecord } from './job-records.ts';
import { bucketWithoutPolicy, reading, roleWithAccess, writingTo } from './job-roles.ts';

const vpc = { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] };

export default cases(control, {
  ...writingTo(jobEndpointRows, { outputUris: ['s3://ml-models/churn'], staging: [] }),
  record: [
    ...roleWithAccess('ml-processing', reading('ml-data')),
    bucketWithoutPolicy('ml-data'),
    {
      ...processingJobRecord,
      requestParameters: { ...processingJobRecord.requestParameters, networkConfig: { vpcConfig: vpc } },
    },
  ],
});
