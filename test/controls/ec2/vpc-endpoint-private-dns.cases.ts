import control from '../../../shared/controls/ec2/vpc-endpoint-private-dns.ts';
import { cases } from '../cases.ts';

const api = { serviceName: 'com.amazonaws.eu-central-1.sagemaker.api' };

export default cases(control, {
  pass: {
    'private DNS': { ...api, privateDnsEnabled: true },
    'private DNS of Studio': { serviceName: 'aws.sagemaker.eu-central-1.studio', privateDnsEnabled: true },
  },
  fail: {
    'no private DNS': {
      ...api,
      privateDnsEnabled: false,
      expect: 'the names of com.amazonaws.eu-central-1.sagemaker.api do not lead to the endpoint',
    },
    'no private DNS of notebooks': { serviceName: 'aws.sagemaker.eu-central-1.notebook', privateDnsEnabled: false },
  },
  notApplicable: {
    'another service': { serviceName: 'com.amazonaws.eu-central-1.sts', privateDnsEnabled: false },
    'no interface': { ...api, privateDnsEnabled: null },
    'no service': { serviceName: null, privateDnsEnabled: false },
  },
  record: {
    eventSource: 'ec2.amazonaws.com',
    eventName: 'CreateVpcEndpoint',
    requestParameters: {
      CreateVpcEndpointRequest: {
        VpcEndpointType: 'Interface',
        VpcId: 'vpc-0a1b2c3d4e5f67890',
        ServiceName: 'com.amazonaws.eu-central-1.sagemaker.api',
        PrivateDnsEnabled: false,
      },
    },
    responseElements: {
      CreateVpcEndpointResponse: {
        vpcEndpoint: { vpcEndpointId: 'vpce-0a1b2c3d4e5f67890', privateDnsEnabled: false, state: 'pending' },
      },
    },
  },
});
