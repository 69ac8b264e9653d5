import type { Members } from '../../../shared/core/trail-record.ts';

/** A SageMaker call as the records of a twin test write it. */
export const call = (eventName: string, requestParameters: Members, responseElements: Members | null = null) => ({
  eventSource: 'sagemaker.amazonaws.com',
  eventName,
  requestParameters,
  responseElements,
});

export const arn = (path: string) => `arn:aws:sagemaker:eu-central-1:111122223333:${path}`;

export const role = 'arn:aws:iam::111122223333:role/ml';

export const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

export const image = '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:7';

export const tags = { request: [{ key: 'owner', value: 'alice' }], output: [{ Key: 'owner', Value: 'alice' }] };

export const vpc = {
  request: { securityGroupIds: ['sg-1'], subnets: ['subnet-1'] },
  output: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
};
