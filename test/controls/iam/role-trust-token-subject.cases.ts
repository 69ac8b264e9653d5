import control from '../../../shared/controls/iam/role-trust-token-subject.ts';
import { cases } from '../cases.ts';
import { createRole, trust } from './written.ts';

const cluster = 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const provider = (name: string) => ({
  Principal: { Federated: `arn:aws:iam::111122223333:${name}` },
  Action: name.startsWith('saml') ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity',
});
const pods = provider(`oidc-provider/${cluster}`);
const staff = provider('saml-provider/staff');
const when = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } });

export default cases(control, {
  pass: {
    'no identity provider': trust({ Principal: { Service: 'sagemaker.amazonaws.com' } }),
    'one workload of a cluster': trust({
      ...pods,
      ...when('StringEquals', `${cluster}:sub`, 'system:serviceaccount:ml:trainer'),
    }),
    'assertions that were made for AWS': trust({
      ...staff,
      ...when('StringEquals', 'SAML:aud', 'https://signin.aws.amazon.com/saml'),
    }),
    'what is denied again': trust(pods, { ...pods, Effect: 'Deny' }),
  },
  fail: {
    'every workload of a cluster': {
      ...trust({ Sid: 'Pods', ...pods }),
      expect: `Statement "Pods" lets whoever has a token of arn:aws:iam::111122223333:oidc-provider/${cluster} assume the role`,
    },
    'every workload of a cluster, for all have this audience': trust({
      ...pods,
      ...when('StringEquals', `${cluster}:aud`, 'sts.amazonaws.com'),
    }),
    'any assertion of a provider': trust(staff),
    'two providers': { ...trust(pods, staff), expect: 'and 1 more like it' },
  },
  notApplicable: {
    'a provider of which anybody has tokens': trust(provider('oidc-provider/token.actions.githubusercontent.com')),
    'a service-linked role': { ...trust(pods), serviceLinked: true },
  },
  unknown: { 'a trust policy that cannot be read': { trust: '{', serviceLinked: false } },
  record: createRole(trust(pods)),
});
