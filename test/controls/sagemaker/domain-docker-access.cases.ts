import control from '../../../shared/controls/sagemaker/domain-docker-access.ts';
import { cases } from '../cases.ts';
import { domainRecord } from './domain-records.ts';

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
  record: domainRecord({ domainSettings: { dockerSettings: { enableDockerAccess: 'ENABLED' } } }),
});
