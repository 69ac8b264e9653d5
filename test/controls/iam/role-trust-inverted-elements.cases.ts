import control from '../../../shared/controls/iam/role-trust-inverted-elements.ts';
import { cases } from '../cases.ts';
import { createRole, trust } from './written.ts';

const but = { NotPrincipal: { AWS: ['arn:aws:iam::111122223333:user/alice', '444455556666'] } };
const ours = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-example1234' } } };

export default cases(control, {
  pass: {
    'those who are named': trust({ Principal: { AWS: '111122223333' } }),
    'a Deny of all but some': trust({ Principal: { AWS: '111122223333' } }, { Effect: 'Deny', ...but }),
  },
  fail: {
    'everybody of the organization but some': {
      ...trust({ Sid: 'Most', ...but, ...ours }),
      expect: 'Statement "Most" allows everybody but arn:aws:iam::111122223333:user/alice, 444455556666 (NotPrincipal)',
    },
    'every call but one': {
      ...trust({ Principal: { AWS: '111122223333' }, Action: undefined, NotAction: 'sts:TagSession' }),
      expect: 'every action but sts:TagSession (NotAction)',
    },
  },
  notApplicable: {
    'everybody but some, which is public': trust(but),
    'a service-linked role': { ...trust({ ...but, ...ours }), serviceLinked: true },
  },
  unknown: { 'a trust policy that cannot be read': { trust: '{', serviceLinked: false } },
  record: createRole(trust({ ...but, ...ours })),
});
