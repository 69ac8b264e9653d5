import control from '../../../shared/controls/sagemaker/training-job-vpc.ts';
import { cases } from '../cases.ts';
import { trainingJobRecord } from './job-records.ts';

export default cases(control, {
  pass: { 'in two subnets': { subnets: ['subnet-1', 'subnet-2'] } },
  fail: { 'no VPC is named': { subnets: null, expect: "SageMaker's own network" } },
  record: trainingJobRecord,
});
