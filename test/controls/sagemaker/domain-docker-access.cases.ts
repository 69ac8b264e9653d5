import control from '../../../shared/controls/sagemaker/domain-docker-access.ts';
import { cases } from '../cases.ts';

const inVpc = { enableDockerAccess: 'ENABLED', appNetworkAccessType: 'VpcOnly' };

export default cases(control, {
  pass: {
    'off, which is the default': {
      enableDockerAccess: 'DISABLED',
      appNetworkAccessType: 'PublicInternetOnly',
      vpcOnlyTrustedAccounts: null,
    },
    'images of its own account': { ...inVpc, vpcOnlyTrustedAccounts: ['111122223333'] },
    'images of an account that is trusted': {
      ...inVpc,
      vpcOnlyTrustedAccounts: ['444455556666'],
      configuration: { trustedAccounts: ['444455556666'] },
    },
  },
  fail: {
    'with the internet': {
      enableDockerAccess: 'ENABLED',
      appNetworkAccessType: 'PublicInternetOnly',
      vpcOnlyTrustedAccounts: ['111122223333'],
      expect: 'images of any registry',
    },
    'in a VPC, no account named': { ...inVpc, vpcOnlyTrustedAccounts: null, expect: 'no account is named' },
    'images of an account that nobody knows': {
      ...inVpc,
      vpcOnlyTrustedAccounts: ['111122223333', '777788889999'],
      expect: '777788889999',
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
      domainSettings: { dockerSettings: { enableDockerAccess: 'ENABLED' } },
    },
    responseElements: { domainArn: 'arn:aws:sagemaker:eu-central-1:111122223333:domain/d-abc', domainId: 'd-abc' },
  },
});
