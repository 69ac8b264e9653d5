import control from '../../../shared/controls/ec2/vpc-endpoint-policy.ts';
import { cases } from '../cases.ts';

const s3 = { serviceName: 'com.amazonaws.eu-central-1.s3' };
const everything = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const under = (Condition: object, members: object = {}) => policy({ ...everything, ...members, Condition });

export default cases(control, {
  pass: {
    'callers of the organization': {
      ...s3,
      policyDocument: under({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
    },
    'resources of the account': {
      ...s3,
      policyDocument: under({ StringEquals: { 'aws:ResourceAccount': '111122223333' } }),
    },
    'buckets by name': {
      ...s3,
      policyDocument: policy({ ...everything, Resource: ['arn:aws:s3:::acme-ml', 'arn:aws:s3:::acme-ml/*'] }),
    },
    'reading, wherever it is': { ...s3, policyDocument: policy({ ...everything, Action: 's3:GetObject' }) },
    'roles of the account': {
      serviceName: 'com.amazonaws.eu-central-1.sts',
      policyDocument: policy({ ...everything, Resource: 'arn:aws:iam::111122223333:role/*' }),
    },
    'a Deny of everybody else': {
      ...s3,
      policyDocument: policy(everything, {
        ...everything,
        Effect: 'Deny',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
      }),
    },
  },
  fail: {
    'the default policy': {
      ...s3,
      policyDocument: null,
      expect: 'The default policy lets credentials of any account call s3:PutObject for resources of any account',
    },
    'a policy of one’s own that says the same': {
      ...s3,
      policyDocument: policy({ ...everything, Sid: 'All' }),
      expect: 'Statement "All" lets',
    },
    'everybody of the network, which everybody here is': {
      ...s3,
      policyDocument: under({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }),
    },
    'the caller’s own organization, whichever it is': {
      ...s3,
      policyDocument: under({ StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } }),
    },
    'callers with an account must be of this one': {
      ...s3,
      policyDocument: policy(everything, {
        ...everything,
        Effect: 'Deny',
        Condition: {
          StringNotEquals: { 'aws:PrincipalAccount': '111122223333' },
          Null: { 'aws:PrincipalAccount': 'false' },
        },
      }),
      expect: 'callers without credentials',
    },
    'an endpoint of SageMaker': {
      serviceName: 'com.amazonaws.eu-central-1.sagemaker.runtime',
      policyDocument: null,
      expect: 'sagemaker:InvokeEndpoint',
    },
    'any registry': {
      serviceName: 'com.amazonaws.eu-central-1.ecr.dkr',
      policyDocument: policy({ ...everything, Action: 'ecr:*' }),
      expect: 'ecr:PutImage',
    },
    'any role': { serviceName: 'com.amazonaws.eu-central-1.sts', policyDocument: null, expect: 'sts:AssumeRole' },
  },
  notApplicable: {
    'a service that takes no data': { serviceName: 'com.amazonaws.eu-central-1.kms', policyDocument: null },
    'a service of somebody else’s': {
      serviceName: 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0',
      policyDocument: null,
    },
    'no service': { serviceName: null, policyDocument: null },
  },
  unknown: { 'a policy that cannot be read': { ...s3, policyDocument: '{"Statement":' } },
  record: {
    eventSource: 'ec2.amazonaws.com',
    eventName: 'CreateVpcEndpoint',
    requestParameters: {
      CreateVpcEndpointRequest: {
        VpcEndpointType: 'Gateway',
        VpcId: 'vpc-0a1b2c3d4e5f67890',
        ServiceName: 'com.amazonaws.eu-central-1.s3',
      },
    },
    responseElements: {
      CreateVpcEndpointResponse: { vpcEndpoint: { vpcEndpointId: 'vpce-0a1b2c3d4e5f67890', state: 'available' } },
    },
  },
});
