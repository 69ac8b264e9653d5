import control from '../../../shared/controls/sagemaker/domain-network-access.ts';
import { cases } from '../cases.ts';

export default cases(control, {
  pass: { 'through the VPC only': { appNetworkAccessType: 'VpcOnly' } },
  fail: {
    'the default, although a VPC is named': {
      appNetworkAccessType: 'PublicInternetOnly',
      expect: "SageMaker's own network",
    },
  },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateDomain',
    requestParameters: {
      domainName: 'studio',
      authMode: 'IAM',
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1'],
      defaultUserSettings: { executionRole: 'arn:aws:iam::111122223333:role/studio' },
    },
    responseElements: { domainArn: 'arn:aws:sagemaker:eu-central-1:111122223333:domain/d-abc', domainId: 'd-abc' },
  },
});
