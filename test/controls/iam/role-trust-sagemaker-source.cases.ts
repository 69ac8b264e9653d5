import control from '../../../shared/controls/iam/role-trust-sagemaker-source.ts';
import { cases } from '../cases.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const trust = {
  Effect: 'Allow',
  Principal: { Service: ['ec2.amazonaws.com', 'sagemaker.amazonaws.com'] },
  Action: 'sts:AssumeRole',
};
const from = (arn: string) => ({ ...trust, Condition: { ArnLike: { 'aws:SourceArn': arn } } });

export default cases(control, {
  pass: {
    'the account': {
      trust: policy({ ...trust, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }),
      serviceLinked: false,
    },
    'resources of the account': { trust: policy(from('arn:aws:sagemaker:*:111122223333:*')), serviceLinked: false },
    'the organization': {
      trust: policy({ ...trust, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-example1234' } } }),
      serviceLinked: false,
    },
    'a Deny for all but the account': {
      trust: policy(trust, {
        ...trust,
        Effect: 'Deny',
        Condition: { StringNotEquals: { 'aws:SourceAccount': '111122223333' } },
      }),
      serviceLinked: false,
    },
  },
  fail: {
    'the account, where it is told at all': {
      trust: policy({ ...trust, Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } } }),
      serviceLinked: false,
    },
    'no condition': { trust: policy(trust), serviceLinked: false, expect: 'aws:SourceAccount' },
    'resources of any account': { trust: policy(from('arn:aws:sagemaker:*:*:*')), serviceLinked: false },
    'only one of two statements': {
      trust: policy(from('arn:aws:sagemaker:*:111122223333:*'), { Sid: 'Late', ...trust }),
      serviceLinked: false,
      expect: 'Statement "Late"',
    },
  },
  notApplicable: {
    'a role of another service': {
      trust: policy({ ...trust, Principal: { Service: 'lambda.amazonaws.com' } }),
      serviceLinked: false,
    },
    'a service-linked role': { trust: policy(trust), serviceLinked: true },
  },
  unknown: { 'a trust policy that cannot be read': { trust: '{}', serviceLinked: false } },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateRole',
    awsRegion: 'us-east-1',
    requestParameters: { roleName: 'trainer', path: '/service-role/', assumeRolePolicyDocument: policy(trust) },
    responseElements: { role: { arn: 'arn:aws:iam::111122223333:role/service-role/trainer' } },
  },
});
