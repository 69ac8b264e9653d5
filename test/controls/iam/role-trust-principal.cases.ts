import control from '../../../shared/controls/iam/role-trust-principal.ts';
import { cases } from '../cases.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const trust = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' };
const github = {
  Effect: 'Allow',
  Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
  Action: 'sts:AssumeRoleWithWebIdentity',
};
const audience = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' };
const subject = (sub: string) => ({ 'token.actions.githubusercontent.com:sub': sub });

export default cases(control, {
  pass: {
    'a service': {
      trust: policy({ ...trust, Principal: { Service: 'sagemaker.amazonaws.com' } }),
      serviceLinked: false,
    },
    'another account': { trust: policy({ ...trust, Principal: { AWS: '444455556666' } }), serviceLinked: false },
    'anybody of the organization': {
      trust: policy({ ...trust, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-example' } } }),
      serviceLinked: false,
    },
    'one repository of GitHub': {
      trust: policy({ ...github, Condition: { StringEquals: audience, StringLike: subject('repo:example/ml:*') } }),
      serviceLinked: false,
    },
    'everybody, and a Deny for all but the organization': {
      trust: policy(trust, {
        ...trust,
        Effect: 'Deny',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-example1234' } },
      }),
      serviceLinked: false,
    },
    'a provider of one’s own, which another control judges': {
      trust: policy({
        ...github,
        Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/login.example.com' },
      }),
      serviceLinked: false,
    },
    nobody: { trust: policy({ ...trust, Effect: 'Deny' }), serviceLinked: false },
  },
  fail: {
    everybody: {
      trust: policy({ Sid: 'Open', ...trust }),
      serviceLinked: false,
      expect: 'Statement "Open" lets anybody with an AWS account assume the role',
    },
    'everybody who knows an external id, which is no secret': {
      trust: policy({
        ...trust,
        Principal: { AWS: '*' },
        Condition: { StringEquals: { 'sts:ExternalId': '42' } },
      }),
      serviceLinked: false,
    },
    'everybody but one account': {
      trust: policy({ ...trust, Principal: undefined, NotPrincipal: { AWS: '444455556666' } }),
      serviceLinked: false,
      expect: 'NotPrincipal',
    },
    'every repository of GitHub': {
      trust: policy({ ...github, Condition: { StringEquals: audience } }),
      serviceLinked: false,
      expect: 'token.actions.githubusercontent.com',
    },
    'every repository, by a star': {
      trust: policy({ ...github, Condition: { StringLike: subject('repo:*') } }),
      serviceLinked: false,
    },
  },
  notApplicable: { 'a service-linked role': { trust: policy(trust), serviceLinked: true } },
  unknown: { 'a trust policy that cannot be read': { trust: '{', serviceLinked: false } },
  record: {
    eventSource: 'iam.amazonaws.com',
    eventName: 'UpdateAssumeRolePolicy',
    awsRegion: 'us-east-1',
    requestParameters: { roleName: 'trainer', policyDocument: policy(trust) },
  },
});
