import * as fc from 'fast-check';
import type { Conditions } from './conditions.ts';
import type { NaivePolicy, NaiveStatement } from './evaluate.ts';
import { ourOrganization, otherOrganization, owner, partner, vendor } from './universe.ts';
import type { NaiveKind } from './verdicts.ts';

type Family = 'string' | 'arn' | 'bool' | 'address' | 'date' | 'list';

/** What conditions of these policies can test: the key, how, and against what. */
interface Tested {
  key: string;
  family: Family;
  values: readonly (string | boolean)[];
  kinds: readonly NaiveKind[];
}

const everyKind: readonly NaiveKind[] = ['identity', 'trust', 'resource'];
const shared: readonly NaiveKind[] = ['trust', 'resource'];

const tested: readonly Tested[] = [
  {
    key: 'aws:PrincipalOrgID',
    family: 'string',
    values: [ourOrganization, otherOrganization, 'o-*'],
    kinds: shared,
  },
  // Of the owner's own, what AWS can never say of them is left out: whether that is a condition is no question of logic.
  { key: 'aws:PrincipalOrgID', family: 'string', values: [ourOrganization, otherOrganization], kinds: ['identity'] },
  { key: 'aws:PrincipalAccount', family: 'string', values: [owner, partner, '*'], kinds: shared },
  {
    key: 'aws:principalArn',
    family: 'arn',
    values: [
      `arn:aws:iam::${owner}:role/Train`,
      'arn:aws:iam::*:role/Admin',
      `arn:aws:iam::${partner}:role/*`,
      `arn:aws:iam::${owner}:*`,
    ],
    kinds: shared,
  },
  { key: 'aws:principalArn', family: 'arn', values: [`arn:aws:iam::${owner}:role/Train`], kinds: ['identity'] },
  {
    key: 'aws:PrincipalOrgPaths',
    family: 'list',
    values: [`${ourOrganization}/*`, 'o-*', `${ourOrganization}/r-zq/ou-zq/`],
    kinds: shared,
  },
  { key: 'aws:userid', family: 'string', values: ['AROAOURTRAIN:*', '*:alice', 'AIDAOURALICE'], kinds: shared },
  { key: 'aws:SourceVpce', family: 'string', values: ['vpce-0ours', 'vpce-*'], kinds: everyKind },
  {
    key: 'aws:SourceIp',
    family: 'address',
    values: ['203.0.113.0/24', '0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8', '::/0'],
    kinds: shared,
  },
  // All IPv4 addresses are "everybody" to people and not to IPv6: whether that is an administrator is no question of logic.
  {
    key: 'aws:SourceIp',
    family: 'address',
    values: ['203.0.113.0/24', '0.0.0.0/1', '10.0.0.0/8'],
    kinds: ['identity'],
  },
  { key: 'aws:SourceAccount', family: 'string', values: [owner, partner, '*'], kinds: ['resource'] },
  {
    key: 'AWS:SourceArn',
    family: 'arn',
    values: [
      `arn:aws:sagemaker:*:${owner}:*`,
      'arn:aws:sagemaker:*:*:*',
      'arn:aws:s3:::ml-train',
      'arn:aws:s3:::ml-*',
      'arn:*:*:*:*:*',
    ],
    kinds: ['resource'],
  },
  { key: 'aws:MultiFactorAuthPresent', family: 'bool', values: ['true', 'false', true, false], kinds: everyKind },
  { key: 'aws:SecureTransport', family: 'bool', values: ['true', 'False', true, false], kinds: everyKind },
  {
    key: 'aws:CurrentTime',
    family: 'date',
    values: ['2020-01-01T00:00:00Z', '2099-12-31T00:00:00Z'],
    kinds: everyKind,
  },
  { key: 'sts:ExternalId', family: 'string', values: ['a-secret'], kinds: ['trust'] },
  { key: 'aws:UserAgent', family: 'string', values: ['curl', 'c*l'], kinds: everyKind },
  { key: 'aws:ResourceAccount', family: 'string', values: [owner], kinds: ['resource'] },
  { key: 'aws:ResourceTag/team', family: 'string', values: ['ml', 'm?'], kinds: everyKind },
  { key: 's3:prefix', family: 'string', values: ['alice/', 'a*'], kinds: ['resource'] },
  { key: 'sagemaker:NetworkIsolation', family: 'bool', values: ['true', false], kinds: ['identity'] },
  { key: 'sagemaker:VpcSubnets', family: 'list', values: ['subnet-ours', 'subnet-*'], kinds: ['identity'] },
  { key: 'iam:PassedToService', family: 'string', values: ['sagemaker.amazonaws.com', '*'], kinds: ['identity'] },
];

const strings = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const operators: Readonly<Record<Family, readonly string[]>> = {
  string: strings,
  list: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'],
  arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'StringEquals', 'StringLike', 'StringNotLike'],
  bool: ['Bool'],
  address: ['IpAddress', 'NotIpAddress'],
  date: ['DateLessThan', 'DateGreaterThan'],
};

/** One value, or some: a text or a list. */
const many = <T>(values: readonly T[], most = 2): fc.Arbitrary<T | T[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...values) },
    { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most }) },
  );

const qualified = (family: Family): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...operators[family]),
      family === 'list'
        ? fc.constantFrom('ForAllValues:', 'ForAnyValue:')
        : family === 'date'
          ? fc.constant('')
          : fc.constantFrom('', '', '', '', '', 'ForAllValues:', 'ForAnyValue:'),
      fc.constantFrom('', '', '', 'IfExists'),
    )
    // What ForAnyValue and IfExists mean together AWS does not say.
    .map(([name, quantifier, ifExists]) => quantifier + name + (quantifier === 'ForAnyValue:' ? '' : ifExists));

type Test = readonly [operator: string, key: string, values: string | boolean | readonly (string | boolean)[]];

const ours = '203.0.113.0/24';

/** A list that is wide as a whole names nobody, as S3 means it, not even in its narrow parts: such lists are left out. */
const meansOneThing = (values: unknown): boolean =>
  !Array.isArray(values) || values.length < 2 || !values.includes(ours);

/** What AWS always says of the owner's own is never absent. */
const neverAbsent = /^aws:(SecureTransport|UserAgent|principalArn|CurrentTime)$/;

const testOf = ({ key, family, values, kinds }: Tested): fc.Arbitrary<Test> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.tuple(qualified(family), fc.constant(key), many(values).filter(meansOneThing)) },
    {
      weight: kinds.includes('identity') && neverAbsent.test(key) ? 0 : 1,
      arbitrary: fc.tuple(fc.constant('Null'), fc.constant(key), fc.constantFrom('true', 'false', true)),
    },
  );

const conditions = (kind: NaiveKind): fc.Arbitrary<Conditions | undefined> => {
  const some = tested.filter(({ kinds }) => kinds.includes(kind));
  const test = fc.constantFrom(...some).chain(testOf);
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.constant<Test[]>([]) },
      { weight: 5, arbitrary: fc.tuple(test) },
      { weight: 3, arbitrary: fc.tuple(test, test) },
    )
    .map((tests) => {
      if (tests.length === 0) return undefined;
      const block: Record<string, Record<string, Test[2]>> = {};
      for (const [operator, key, values] of tests) (block[operator] ??= {})[key] = values;
      return block as unknown as Conditions;
    });
};

const actions: Readonly<Record<NaiveKind, readonly string[]>> = {
  identity: [
    '*',
    '*',
    '*:*',
    's3:*',
    's3:Get*',
    's3:GetObject',
    'S3:putobject',
    'iam:*',
    'iam:Pass?ole',
    'sagemaker:*',
  ],
  resource: ['*', 's3:*', 's3:*', 's3:Get*', 's3:GetObject', 's3:putobject', 's3:ListBucket', 's3:*Object'],
  trust: ['sts:AssumeRole', 'sts:AssumeRole', 'sts:AssumeRole', 'sts:*', 'sts:assume*'],
};

const resources: Readonly<Record<'identity' | 'resource', readonly string[]>> = {
  resource: [
    '*',
    'arn:aws:s3:::ml-train',
    'arn:aws:s3:::ml-train/*',
    'arn:aws:s3:::ml-train*',
    'arn:aws:s3:::ml-train/${aws:username}/*',
    'arn:aws:s3:::ml-train/alice/?',
  ],
  identity: [
    '*',
    '*',
    '*',
    'arn:aws:s3:::*',
    'arn:aws:s3:::ml-train/*',
    'arn:aws:s3:::ml-train/${aws:username}/*',
    `arn:aws:iam::${owner}:role/*`,
    `arn:aws:iam::*:role/Train`,
    `arn:aws:sagemaker:*:*:*`,
  ],
};

const either = <T>(usual: string, other: string, values: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.tuple(fc.constantFrom(usual, usual, usual, usual, other), values).map(([name, value]) => ({ [name]: value }));

const accounts = [
  owner,
  partner,
  vendor,
  `arn:aws:iam::${owner}:root`,
  `arn:aws:iam::${partner}:root`,
  `arn:aws:iam::${partner}:role/Train`,
  `arn:aws:iam::${vendor}:user/alice`,
];

const principals = (effect: string): fc.Arbitrary<Record<string, unknown>> =>
  fc.oneof(
    {
      weight: effect === 'Deny' ? 6 : 3,
      arbitrary: fc.constantFrom('*', { AWS: '*' }, { AWS: ['*'] }).map((Principal) => ({ Principal })),
    },
    { weight: 3, arbitrary: many(accounts, 3).map((AWS) => ({ Principal: { AWS } })) },
    { weight: 1, arbitrary: fc.constant({ Principal: { AWS: partner, Service: 'sagemaker.amazonaws.com' } }) },
    { weight: 1, arbitrary: fc.constantFrom(owner, partner).map((AWS) => ({ NotPrincipal: { AWS } })) },
  );

const statement = (kind: NaiveKind): fc.Arbitrary<NaiveStatement> =>
  fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const).chain((Effect) =>
    fc
      .tuple(
        // AWS takes no other actions than those of STS in a trust policy.
        either('Action', kind === 'trust' ? 'Action' : 'NotAction', many(actions[kind])),
        kind === 'trust' ? fc.constant({}) : either('Resource', 'NotResource', many(resources[kind])),
        kind === 'identity' ? fc.constant({}) : principals(Effect),
        conditions(kind),
      )
      .map(([action, resource, principal, Condition]) => ({
        Effect,
        ...principal,
        ...action,
        ...resource,
        ...(Condition && { Condition }),
      })),
  );

/** Policies of a kind, in every form the grammar has. */
export const policies = (kind: NaiveKind): fc.Arbitrary<NaivePolicy> =>
  fc
    .tuple(
      fc.constantFrom('2012-10-17' as const, '2012-10-17' as const, '2008-10-17' as const, undefined),
      fc.oneof(
        { weight: 1, arbitrary: statement(kind) },
        { weight: 3, arbitrary: fc.array(statement(kind), { minLength: 1, maxLength: 3 }) },
      ),
    )
    .map(([Version, Statement]) => ({ ...(Version && { Version }), Statement }));
