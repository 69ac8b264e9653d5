import control from '../../../shared/controls/sagemaker/notebook-presigned-url.ts';
import { activityCases } from '../cases.ts';

export default activityCases(control, {
  pass: {
    'a person, from anywhere as nobody told the networks': { sessionExpirationDurationInSeconds: null },
    'from a known network': {
      sessionExpirationDurationInSeconds: null,
      call: { address: '203.0.113.10' },
      configuration: { networks: ['203.0.113.0/24'] },
    },
    'through a known VPC endpoint': {
      sessionExpirationDurationInSeconds: null,
      call: { address: '10.0.0.7', vpcEndpointId: 'vpce-1' },
      configuration: { vpcEndpoints: ['vpce-1'] },
    },
    'by a service, which has no address': {
      sessionExpirationDurationInSeconds: null,
      call: { address: 'cloudformation.amazonaws.com' },
      configuration: { networks: ['203.0.113.0/24'] },
    },
    'for eight hours': { sessionExpirationDurationInSeconds: 28_800 },
    'an IAM user at the console': {
      sessionExpirationDurationInSeconds: null,
      call: { actor: { type: 'IAMUser', accessKeyId: 'ASIAEXAMPLE', arn: 'arn:aws:iam::111122223333:user/alice' } },
    },
  },
  fail: {
    'from another network': {
      sessionExpirationDurationInSeconds: null,
      call: { address: '198.51.100.7' },
      configuration: { networks: ['203.0.113.0/24', '2001:db8::/32'] },
      expect: 'from outside your networks, address 198.51.100.7',
    },
    'through another VPC endpoint': {
      sessionExpirationDurationInSeconds: null,
      call: { address: '10.0.0.7', vpcEndpointId: 'vpce-2' },
      configuration: { vpcEndpoints: ['vpce-1'] },
      expect: 'VPC endpoint vpce-2',
    },
    'past the VPC endpoints': {
      sessionExpirationDurationInSeconds: null,
      call: { address: '198.51.100.7' },
      configuration: { vpcEndpoints: ['vpce-1'] },
      expect: 'address 198.51.100.7',
    },
    'by the root user': {
      sessionExpirationDurationInSeconds: null,
      call: { actor: { type: 'Root' } },
      expect: 'by the root user',
    },
    'with a long-lived access key': {
      sessionExpirationDurationInSeconds: null,
      call: { actor: { type: 'IAMUser', accessKeyId: 'AKIAEXAMPLE', arn: 'arn:aws:iam::111122223333:user/alice' } },
      expect: 'long-lived access key',
    },
    'for twelve hours': { sessionExpirationDurationInSeconds: 43_200, expect: 'for a session of 12 hours' },
  },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreatePresignedNotebookInstanceUrl',
    requestParameters: { notebookInstanceName: 'exploration', sessionExpirationDurationInSeconds: 43_200 },
    responseElements: { authorizedUrl: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
  },
});
