import control from '../../../shared/controls/sagemaker/domain-network-access.ts';
import { cases } from '../cases.ts';
import { domainRecord } from './domain-records.ts';

export default cases(control, {
  pass: { 'through the VPC only': { appNetworkAccessType: 'VpcOnly' } },
  fail: {
    'the default, although a VPC is named': {
      appNetworkAccessType: 'PublicInternetOnly',
      expect: "SageMaker's own network",
    },
  },
  record: domainRecord(),
});
