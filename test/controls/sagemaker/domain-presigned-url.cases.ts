import control from '../../../shared/controls/sagemaker/domain-presigned-url.ts';
import { activityCases } from '../cases.ts';

export default activityCases(control, {
  pass: {
    'a person, from anywhere as nobody told the networks': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: null,
    },
    'from a known network': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: null,
      call: { address: '203.0.113.10' },
      configuration: { networks: ['203.0.113.0/24'] },
    },
    'through a known VPC endpoint': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: null,
      call: { address: '10.0.0.7', vpcEndpointId: 'vpce-1' },
      configuration: { vpcEndpoints: ['vpce-1'] },
    },
    'by a service, which has no address': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: null,
      call: { address: 'cloudformation.amazonaws.com' },
      configuration: { networks: ['203.0.113.0/24'] },
    },
    'for eight hours': { userProfileName: 'alice', sessionExpirationDurationInSeconds: 28_800 },
    'an IAM user at the console': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: null,
      call: { actor: { type: 'IAMUser', accessKeyId: 'ASIAEXAMPLE', arn: 'arn:aws:iam::111122223333:user/alice' } },
    },
    'a profile named like the caller': {
      userProfileName: 'alice-smith-example-com',
      sessionExpirationDurationInSeconds: null,
      call: { actor: { session: 'asmith@example.com' } },
    },
    'a profile that several people share': {
      userProfileName: 'data-science',
      sessionExpirationDurationInSeconds: null,
    },
    'a portal that asks for everybody': {
      userProfileName: 'bob',
      sessionExpirationDurationInSeconds: null,
      call: { actor: { session: 'studio-portal', principal: 'arn:aws:iam::111122223333:role/studio-portal/x' } },
    },
  },
  fail: {
    'from another network': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: null,
      call: { address: '198.51.100.7' },
      configuration: { networks: ['203.0.113.0/24', '2001:db8::/32'] },
      expect: 'from outside your networks, address 198.51.100.7',
    },
    'through another VPC endpoint': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: null,
      call: { address: '10.0.0.7', vpcEndpointId: 'vpce-2' },
      configuration: { vpcEndpoints: ['vpce-1'] },
      expect: 'VPC endpoint vpce-2',
    },
    'past the VPC endpoints': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: null,
      call: { address: '198.51.100.7' },
      configuration: { vpcEndpoints: ['vpce-1'] },
      expect: 'address 198.51.100.7',
    },
    'by the root user': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: null,
      call: { actor: { type: 'Root' } },
      expect: 'by the root user',
    },
    'with a long-lived access key': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: null,
      call: { actor: { type: 'IAMUser', accessKeyId: 'AKIAEXAMPLE', arn: 'arn:aws:iam::111122223333:user/alice' } },
      expect: 'long-lived access key',
    },
    'for twelve hours': {
      userProfileName: 'alice',
      sessionExpirationDurationInSeconds: 43_200,
      expect: 'for a session of 12 hours',
    },
    'for the profile of somebody else': {
      userProfileName: 'bob',
      sessionExpirationDurationInSeconds: null,
      expect: 'by alice for the profile of somebody else, bob',
    },
  },
  record: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreatePresignedDomainUrl',
    requestParameters: { domainId: 'd-abc', userProfileName: 'bob' },
    responseElements: { authorizedUrl: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
  },
});
