import control from '../../../shared/controls/iam/role-trust-external-read-access.ts';
import { completeMap } from '../../../shared/core/known-map.ts';
import { cases } from '../cases.ts';

const trust = (AWS: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: 'Audit', Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
  });
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const held = (arn: string) => completeMap({ [arn.toLowerCase()]: arn });
const others = { trust: trust('444455556666'), serviceLinked: false };

export default cases(control, {
  pass: {
    'the own account': { trust: trust('111122223333'), attachedPolicies: held(readOnly), serviceLinked: false },
    'a trusted account': {
      ...others,
      attachedPolicies: held(readOnly),
      configuration: { trustedAccounts: ['444455556666'] },
    },
    'another account, which sees what there is': {
      ...others,
      attachedPolicies: held('arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'),
    },
    'a policy of the customer’s with that name': {
      ...others,
      attachedPolicies: held('arn:aws:iam::111122223333:policy/ReadOnlyAccess'),
    },
  },
  fail: {
    'another account reads everything': {
      ...others,
      attachedPolicies: held(readOnly),
      expect: 'Statement "Audit" lets account 444455556666',
    },
    'in another partition, with an external id or not': {
      trust: trust('arn:aws-us-gov:iam::444455556666:root'),
      serviceLinked: false,
      attachedPolicies: held('arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess'),
      expect: 'ReadOnlyAccess',
    },
  },
  notApplicable: {
    'a service-linked role': { ...others, serviceLinked: true, attachedPolicies: held(readOnly) },
    'everybody may assume it, which another control judges': {
      trust: trust('*'),
      serviceLinked: false,
      attachedPolicies: held(readOnly),
    },
  },
  unknown: {
    'only some of its policies were told of': {
      ...others,
      attachedPolicies: { complete: false, entries: {} },
    },
    'a trust policy that cannot be read': { trust: '{', serviceLinked: false, attachedPolicies: held(readOnly) },
  },
  record: [
    {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateRole',
      awsRegion: 'us-east-1',
      requestParameters: { roleName: 'auditor', assumeRolePolicyDocument: others.trust },
    },
    {
      eventSource: 'iam.amazonaws.com',
      eventName: 'AttachRolePolicy',
      awsRegion: 'us-east-1',
      requestParameters: { roleName: 'auditor', policyArn: readOnly },
    },
  ],
});
