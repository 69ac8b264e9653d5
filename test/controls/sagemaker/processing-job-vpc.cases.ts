import control from '../../../shared/controls/sagemaker/processing-job-vpc.ts';
import { cases } from '../cases.ts';
import { processingJobRecord } from './job-records.ts';

export default cases(control, {
  pass: { 'in two subnets': { subnets: ['subnet-1', 'subnet-2'] } },
  fail: { 'no VPC is named': { subnets: null, expect: "SageMaker's own network" } },
  record: processingJobRecord,
});
