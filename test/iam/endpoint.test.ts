import { describe, expect, test } from 'vitest';
import { actionNamed, services } from '../../shared/iam/actions.ts';
import { callsThrough, endpointService } from '../../shared/iam/endpoint-calls.ts';
import { analyse, decide, saferStatement } from '../../shared/iam/index.ts';
import { account, now, partner } from './analysed.ts';

const organization = 'o-exampleorgid';
const s3 = 'com.amazonaws.eu-central-1.s3';
const vpceId = 'vpce-0a1b2c3d4e5f67890';
const everything = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const under = (Condition: object, members: object = {}) => ({ ...everything, ...members, Condition });
const denied = (Condition: object) => under(Condition, { Effect: 'Deny' });

const analysed = (Statement: object | object[], service: string | null = s3) =>
  analyse({
    kind: 'endpoint',
    policy: { Version: '2012-10-17', Statement },
    account,
    ...(service !== null && { service }),
    vpceId,
    now,
  });

type Row = [what: string, statements: object | object[], service?: string | null];

const open: Row[] = [
  ['the default policy', everything],
  [
    'the own endpoint and network, which everybody comes through',
    [under({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } })],
  ],
  ['an endpoint that is this one', under({ StringEquals: { 'aws:SourceVpce': vpceId } })],
  [
    'a resource of whatever organization the caller is of',
    under({ StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } }),
  ],
  [
    'a resource of whatever account the caller is of',
    under({ StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } }),
  ],
  ['an organization, if there is one', under({ StringEqualsIfExists: { 'aws:PrincipalOrgID': organization } })],
  ['organizations by a pattern', under({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } })],
  ['accounts by a pattern', under({ StringLike: { 'aws:PrincipalAccount': '1111*' } })],
  ['buckets by a pattern: anybody may make one of such a name', { ...everything, Resource: 'arn:aws:s3:::acme-ml-*' }],
  [
    'buckets by a pattern, beside a Deny of one',
    [
      { ...everything, Resource: 'arn:aws:s3:::acme-ml-*' },
      { ...everything, Effect: 'Deny', Resource: 'arn:aws:s3:::acme-ml-x/*' },
    ],
  ],
  ['everybody but one', { ...everything, Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${partner}:root` } }],
  [
    'a Deny of other accounts that spares whoever has none',
    [
      everything,
      denied({ StringNotEquals: { 'aws:PrincipalAccount': account }, Null: { 'aws:PrincipalAccount': 'false' } }),
    ],
  ],
  ['China', { ...everything, Resource: 'arn:aws-cn:s3:::*' }, 'cn.com.amazonaws.cn-north-1.s3'],
  [
    'every repository',
    { ...everything, Resource: 'arn:aws:ecr:*:*:repository/*' },
    'com.amazonaws.eu-central-1.ecr.dkr',
  ],
  ['every role', { ...everything, Action: 'sts:*' }, 'com.amazonaws.eu-central-1.sts'],
  ['every endpoint of SageMaker', everything, 'com.amazonaws.us-gov-west-1.sagemaker.runtime-fips'],
  ['every notebook', everything, 'aws.sagemaker.eu-central-1.notebook'],
  ['any service', everything, null],
];

const confined: Row[] = [
  ['callers of the organization', under({ StringEquals: { 'aws:PrincipalOrgID': organization } })],
  ['callers of the account', under({ StringEquals: { 'aws:PrincipalAccount': account } })],
  ['resources of the organization', under({ StringEquals: { 'aws:ResourceOrgID': organization } })],
  ['resources of the account', under({ StringEquals: { 'aws:ResourceAccount': [account] } })],
  ['buckets of the account', under({ StringEquals: { 's3:ResourceAccount': account } })],
  [
    'a partner and what is theirs, both named',
    under({ StringEquals: { 'aws:PrincipalAccount': partner, 'aws:ResourceAccount': partner } }),
  ],
  ['AWS services', under({ Bool: { 'aws:PrincipalIsAWSService': 'true' } })],
  ['calls by way of a service', under({ Bool: { 'aws:ViaAWSService': 'true' } })],
  ['buckets by their names', { ...everything, Resource: ['arn:aws:s3:::acme-ml', 'arn:aws:s3:::acme-ml/*'] }],
  ['reading only', { ...everything, Action: ['s3:GetObject', 's3:ListBucket'] }],
  ['the account as the principal', { ...everything, Principal: { AWS: account } }],
  ['federated callers only', { ...everything, Principal: { Federated: '*' } }],
  ['a Deny of other organizations', [everything, denied({ StringNotEquals: { 'aws:PrincipalOrgID': organization } })]],
  [
    'a Deny of what neither comes from the organization nor is for it',
    [
      everything,
      denied({ StringNotEquals: { 'aws:PrincipalOrgID': organization, 'aws:ResourceOrgID': organization } }),
    ],
  ],
  [
    'a Deny of all buckets but one',
    [
      everything,
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        NotResource: ['arn:aws:s3:::acme-ml', 'arn:aws:s3:::acme-ml/*'],
      },
    ],
  ],
  ['another endpoint', under({ StringEquals: { 'aws:SourceVpce': 'vpce-0fedcba9876543210' } })],
  ['nobody', { ...everything, Effect: 'Deny' }],
  [
    'the account’s own repositories',
    { ...everything, Resource: `arn:aws:ecr:*:${account}:repository/*` },
    'com.amazonaws.eu-central-1.ecr.api',
  ],
  [
    'the account’s own roles',
    { ...everything, Resource: `arn:aws:iam::${account}:role/*` },
    'com.amazonaws.eu-central-1.sts',
  ],
  ['a service that takes no data in', everything, 'com.amazonaws.eu-central-1.kms'],
  ['a service of somebody’s own', everything, 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0'],
];

describe('data can leave through an endpoint whose policy names', () => {
  test.each(open)('%s', (_, statements, service) => {
    const { public: isOpen, findings, indeterminate } = analysed(statements, service);
    expect({ indeterminate, isOpen }).toEqual({ indeterminate: null, isOpen: true });
    const { principal, action, resource, contextKeys } = findings.find(({ id }) => id === 'public')?.witness ?? {};
    // The proof holds: whoever decides about the very call it tells of allows it.
    const caller =
      principal === 'anybody, unsigned'
        ? { type: 'Anonymous' as const, id: '' }
        : { type: 'AWS' as const, id: principal ?? '' };
    const policy = { Version: '2012-10-17', Statement: statements };
    expect(
      decide(
        { action: action ?? '', resource: resource ?? '', principal: caller, contextKeys },
        { resource: policy },
        { now },
      ),
    ).toBe('allowed');
    expect(contextKeys?.['aws:resourceaccount']).not.toContain(account);
    expect(principal).not.toContain(account);
  });
});

describe('data cannot leave through an endpoint whose policy names', () => {
  test.each(confined)('%s', (_, statements, service) =>
    expect(analysed(statements, service)).toMatchObject({ indeterminate: null, public: false }),
  );
});

test('the statement is named that lets it out, with a call of the service', () => {
  const { findings } = analysed(
    [under({ StringEquals: { 'aws:PrincipalOrgID': organization } }), { ...everything, Sid: 'Rest' }],
    'com.amazonaws.eu-central-1.sagemaker.featurestore-runtime',
  );
  expect(findings.find(({ id }) => id === 'public')).toMatchObject({
    statement: { number: 2, sid: 'Rest' },
    witness: {
      action: 'sagemaker:PutRecord',
      resource: 'arn:aws:sagemaker:eu-central-1:999999999999:feature-group/zq',
    },
  });
});

test('what AWS would not take, or cannot be read, is undecided', () => {
  const { Principal: _, ...nobody } = everything;
  const { Resource: __, ...nothing } = everything;
  expect(analysed(nobody).indeterminate).toMatch(/Principal/);
  expect(analysed(nothing).indeterminate).toMatch(/Resource/);
  expect(analyse({ kind: 'endpoint', policy: '{', service: s3, now })).toMatchObject({ public: null });
  // Sids of endpoint policies may have hyphens, as AWS's own examples do.
  expect(analysed({ ...everything, Sid: 'Access-to-one-bucket' }).invalid).toBe(false);
});

test('the safer statement asks who calls: endpoints of S3 know no principal but everybody', () => {
  const finding = analysed(everything).findings.find(({ id }) => id === 'public');
  if (!finding) throw new Error('no finding');
  const safer = saferStatement(finding, everything, { account, kind: 'endpoint' });
  expect(safer).toEqual(under({ StringEquals: { 'aws:PrincipalAccount': account } }));
  expect(analysed(safer ?? {}).public).toBe(false);
});

test.each([
  ['com.amazonaws.eu-central-1.s3', 's3'],
  ['com.amazonaws.us-iso-east-1.sagemaker.api', 'sagemaker.api'],
  ['com.amazonaws.us-east-1.sagemaker.api-fips', 'sagemaker.api'],
  ['com.amazonaws.ap-southeast-1.ecr.dkr', 'ecr.dkr'],
  ['cn.com.amazonaws.cn-northwest-1.sts', 'sts'],
  ['com.amazonaws.s3-global.accesspoint', 's3-global.accesspoint'],
  ['aws.sagemaker.eu-west-1.studio', 'sagemaker.studio'],
  ['aws.api.us-east-1.kendra-ranking', undefined],
  ['example.com', undefined],
])('%s leads to %s', (name, service) => expect(endpointService(name)).toBe(service));

test('every call that is judged is an action of AWS’s, for a resource of the action’s own service or of IAM', () => {
  for (const { action, resource } of callsThrough(undefined)) {
    const [service = ''] = action.split(':');
    if (services.includes(service)) expect(actionNamed(action)?.name ?? `unknown: ${action}`).toBe(action);
    expect(resource.split(':')[2]).toBe(service === 'sts' ? 'iam' : service);
  }
});
