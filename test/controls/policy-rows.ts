/** What is allowed, without Effect and Principal: a Sid, actions, maybe a resource. */
type Allowed = { Sid: string } & Record<string, unknown>;

/** A policy of some statements, as a state keeps it. */
export const policyText = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

const organization = 'o-exampleorgid';
const everybody = (allowed: Allowed, Condition?: object) => ({
  ...allowed,
  Effect: 'Allow',
  Principal: '*',
  ...(Condition && { Condition }),
});
const partner = (allowed: Allowed) => ({
  ...allowed,
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::444455556666:root' },
});
const own = { 'aws:PrincipalAccount': '111122223333' };

/** Rows of a control that a policy names who may come; `stateOf` makes of a policy what the control reads. */
export const publicPolicyRows = <Row extends object>(allowed: Allowed, stateOf: (policy: string | null) => Row) => ({
  pass: {
    'no policy': stateOf(null),
    'a named account': stateOf(policyText(partner(allowed))),
    'everybody of the organization': stateOf(
      policyText(everybody(allowed, { StringEquals: { 'aws:PrincipalOrgID': organization } })),
    ),
    'a Deny that leaves the own account alone': stateOf(
      policyText(everybody(allowed), {
        ...everybody(allowed, { StringNotEquals: own }),
        Sid: 'Own',
        Effect: 'Deny',
      }),
    ),
    'a service': stateOf(policyText({ ...everybody(allowed), Principal: { Service: 'sagemaker.amazonaws.com' } })),
    'nobody: whoever comes has to sign': stateOf(
      policyText(everybody(allowed, { Null: { 'aws:PrincipalArn': 'true' } })),
    ),
  },
  fail: {
    everybody: {
      ...stateOf(policyText(everybody(allowed))),
      expect: `Statement "${allowed.Sid}" lets anybody with an AWS account`,
    },
    'everybody in a list': stateOf(policyText({ ...everybody(allowed), Principal: { AWS: ['444455556666', '*'] } })),
    'everybody but one': stateOf(
      policyText({ ...partner(allowed), Principal: undefined, NotPrincipal: { AWS: '444455556666' } }),
    ),
    'everybody of an organization, if in one': stateOf(
      policyText(everybody(allowed, { StringEqualsIfExists: { 'aws:PrincipalOrgID': organization } })),
    ),
    'everybody but for a Deny of one': stateOf(
      policyText(everybody(allowed), { ...partner(allowed), Sid: 'NotThem', Effect: 'Deny' }),
    ),
  },
  unknown: { 'a policy that cannot be read': stateOf('{"Statement":') },
});

/** Rows of a control that a policy names no accounts of others. */
export const externalAccountRows = <Row extends object>(allowed: Allowed, stateOf: (policy: string | null) => Row) => ({
  pass: {
    'no policy': stateOf(null),
    'the own account': stateOf(policyText({ ...partner(allowed), Principal: { AWS: '111122223333' } })),
    'everybody of the own account': stateOf(policyText(everybody(allowed, { StringEquals: own }))),
    'a trusted account': {
      ...stateOf(policyText(partner(allowed))),
      configuration: { trustedAccounts: ['444455556666'] },
    },
    'the organization': {
      ...stateOf(policyText(everybody(allowed, { StringEquals: { 'aws:PrincipalOrgID': organization } }))),
      configuration: { organization },
    },
    'another account that a Deny takes out': stateOf(
      policyText(partner(allowed), {
        ...everybody(allowed, { StringNotEquals: own }),
        Sid: 'Own',
        Effect: 'Deny',
      }),
    ),
  },
  fail: {
    'another account': {
      ...stateOf(policyText(partner(allowed))),
      expect: `Statement "${allowed.Sid}" lets account 444455556666, which is not among your own and trusted accounts,`,
    },
    'another organization': {
      ...stateOf(policyText(everybody(allowed, { StringEquals: { 'aws:PrincipalOrgID': 'o-otherorgid1' } }))),
      configuration: { organization },
      expect: 'every account of organization o-otherorgid1',
    },
  },
  notApplicable: { everybody: stateOf(policyText(everybody(allowed))) },
  unknown: {
    'a policy that cannot be read': stateOf('{"Statement":'),
    'an organization that may be yours': stateOf(
      policyText(everybody(allowed, { StringEquals: { 'aws:PrincipalOrgID': organization } })),
    ),
  },
});
