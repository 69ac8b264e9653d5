import type { RecordFixture } from '../cases.ts';

/** A Studio domain that is made with nothing but what it needs, and what a test adds to the request. */
export const domainRecord = (more: object = {}): RecordFixture => ({
  eventSource: 'sagemaker.amazonaws.com',
  eventName: 'CreateDomain',
  requestParameters: {
    domainName: 'studio',
    authMode: 'IAM',
    vpcId: 'vpc-1',
    subnetIds: ['subnet-1'],
    defaultUserSettings: { executionRole: 'arn:aws:iam::111122223333:role/studio' },
    ...more,
  },
  responseElements: { domainArn: 'arn:aws:sagemaker:eu-central-1:111122223333:domain/d-abc', domainId: 'd-abc' },
});
