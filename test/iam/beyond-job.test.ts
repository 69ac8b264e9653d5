import { describe, expect, test } from 'vitest';
import { beyondJob } from '../../shared/iam/index.ts';
import { account, beyond, deny, get, key, keyArn, now, objects, policyOf, reached, role } from './job.ts';

describe('other buckets', () => {
  test.each<[what: string, policy: object, found: readonly (string | null)[]]>([
    ['a bucket of its own', policyOf(get(objects('ml-data'))), []],
    ['one that is named', policyOf(get(objects('ml-data'), objects('phi'))), ['phi']],
    ['one folder of another', policyOf(get('arn:aws:s3:::phi/2026/*')), ['phi']],
    ['the bucket, not what is in it', policyOf(get('arn:aws:s3:::phi')), []],
    ['everything', policyOf(get('*')), ['*']],
    ['everything in S3', policyOf(get('arn:aws:s3:::*')), ['arn:aws:s3:::*']],
    [
      'everything, one of which is written to',
      policyOf(get('*'), { Action: 's3:PutObject', Resource: objects('phi') }),
      ['phi', '*'],
    ],
    ['a name that begins alike', policyOf(get('arn:aws:s3:::ml-data*')), ['arn:aws:s3:::ml-data*']],
    ['a key in any bucket', policyOf(get('arn:aws:s3:::*/train/*')), ['arn:aws:s3:::*/train/*']],
    ['the partition left open', policyOf(get('arn:*:s3:::ml-data/*')), []],
    ['old versions alone', policyOf({ Action: 's3:GetObjectVersion', Resource: objects('phi') }), ['phi']],
    ['lists and attributes', policyOf({ Action: ['s3:ListBucket', 's3:GetBucketLocation'], Resource: '*' }), []],
    ['all reads but GetObject', policyOf({ NotAction: ['s3:GetObject*'], Resource: objects('phi') }), []],
    ['all but one', policyOf({ Action: 's3:*', NotResource: objects('phi') }), [null]],
    ['denied', policyOf(get('*'), deny({ Resource: '*' })), []],
    ['denied but for its own', policyOf(get('*'), deny({ NotResource: [objects('ml-data')] })), []],
    [
      'denied but for its own and one',
      policyOf(get('*'), deny({ NotResource: [objects('ml-data'), objects('phi')] })),
      ['phi'],
    ],
    [
      'one denied',
      policyOf(get(objects('phi'), objects('claims')), deny({ Resource: 'arn:aws:s3:::phi*' })),
      ['claims'],
    ],
    ['one folder denied', policyOf(get(objects('phi')), deny({ Resource: 'arn:aws:s3:::phi/secret/*' })), ['phi']],
    [
      'denied without TLS',
      policyOf(get(objects('phi')), deny({ Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
      ['phi'],
    ],
    [
      'only with a second factor',
      policyOf({ ...get(objects('phi')), Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      [],
    ],
    [
      'to a role of another name',
      policyOf({ ...get(objects('phi')), Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Other' } } }),
      [],
    ],
    [
      'to roles of its path',
      policyOf({ ...get(objects('phi')), Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ml/*' } } }),
      ['phi'],
    ],
    [
      'to roles with its tag',
      policyOf({ ...get(objects('phi')), Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ml' } } }),
      ['phi'],
    ],
    [
      'to roles with another tag',
      policyOf({ ...get(objects('phi')), Condition: { StringEquals: { 'aws:PrincipalTag/team': 'risk' } } }),
      [],
    ],
    [
      'to roles with a tag it has not',
      policyOf({ ...get(objects('phi')), Condition: { StringLike: { 'aws:PrincipalTag/stage': '*' } } }),
      [],
    ],
    [
      'objects with a tag',
      policyOf({ ...get('*'), Condition: { StringEquals: { 's3:ExistingObjectTag/team': 'ml' } } }),
      [],
    ],
    [
      'all but objects with a tag',
      policyOf(
        get(objects('phi')),
        deny({ Resource: '*', Condition: { StringEquals: { 's3:ExistingObjectTag/class': 'phi' } } }),
      ),
      ['phi'],
    ],
    ['a bucket by a tag of the role', policyOf(get('arn:aws:s3:::${aws:PrincipalTag/team}-data/*')), []],
    ['another by a tag of the role', policyOf(get('arn:aws:s3:::${aws:PrincipalTag/team}-claims/*')), ['ml-claims']],
    ['a bucket by a tag it has not', policyOf(get('arn:aws:s3:::${aws:PrincipalTag/stage}-claims/*')), []],
    [
      'a bucket by a default',
      policyOf(get("arn:aws:s3:::${aws:PrincipalTag/stage, 'prod'}-claims/*")),
      ['prod-claims'],
    ],
    [
      'a bucket of its account and Region',
      policyOf(get('arn:aws:s3:::claims-${aws:RequestedRegion}-${aws:PrincipalAccount}/*')),
      [`claims-eu-central-1-${account}`],
    ],
    ['a folder by what nobody knows', policyOf(get('arn:aws:s3:::ml-data/${aws:userid}/*')), []],
    [
      'a time that is past',
      policyOf({ ...get(objects('phi')), Condition: { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } } }),
      [],
    ],
    [
      'buckets of AWS',
      policyOf(
        get(
          objects('jumpstart-cache-prod-eu-central-1'),
          'arn:aws:s3:::jumpstart-private-cache-prod-*',
          objects('prod-eu-central-1-starport-layer-bucket'),
        ),
      ),
      [],
    ],
    [
      'a bucket that is called nearly so',
      policyOf(get(objects('jumpstart-cache-prod-evil'))),
      ['jumpstart-cache-prod-evil'],
    ],
    ['directory buckets', policyOf({ Action: 's3express:*', Resource: '*' }), ['*']],
  ])('%s', (_, policy, found) => expect(reached(beyond(policy).buckets)).toEqual(found));

  test('a boundary confines, and what it names beside the job is found', () => {
    const boundary = (...buckets: readonly string[]) => policyOf({ Action: 's3:*', Resource: buckets.map(objects) });
    const everything = policyOf(get('*'));
    expect(reached(beyond(everything, { boundary: boundary('ml-data') }).buckets)).toEqual([]);
    expect(reached(beyond(everything, { boundary: boundary('ml-data', 'phi') }).buckets)).toEqual(['phi']);
    expect(beyond(everything, { boundary: boundary('team-*') }).buckets.found).toMatchObject([
      { name: null, pattern: '*', narrowed: true },
    ]);
  });

  test('a Deny in one policy is a Deny for all, and a finding tells which policy it rests on', () => {
    const alsoAttached = [
      policyOf(get(objects('phi'), objects('claims'))),
      policyOf(deny({ Resource: objects('phi') })),
    ];
    const { found } = beyond(policyOf(get(objects('ml-data'))), { alsoAttached }).buckets;
    expect(found.map(({ name, finding }) => [name, finding.statement?.document])).toEqual([['claims', 'attached 1']]);
  });

  test.each([
    ['tags of the role', policyOf(get('arn:aws:s3:::${aws:PrincipalTag/team}-data/*')), 'the tags of the role'],
    [
      'what nobody knows',
      policyOf(get('arn:aws:s3:::data-${aws:SourceIdentity}/*')),
      'what ${aws:SourceIdentity} stands for',
    ],
    [
      'an access point',
      policyOf(get(`arn:aws:s3:eu-central-1:${account}:accesspoint/claims/object/*`)),
      'whose bucket is behind access point claims',
    ],
  ])('is not decided without %s', (_, policy, undecided) => {
    const { buckets } = beyond(policy, { role: { ...role, tags: undefined } });
    expect(buckets).toEqual({ found: [], undecided: [undecided] });
  });
});

describe('other keys', () => {
  const use = (members: object) => policyOf({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], ...members });
  const other = keyArn.replace('1234abcd', 'abcd1234');
  const inContext = (...buckets: readonly string[]) => ({
    Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': buckets.map(objects) } },
  });

  test.each<[what: string, policy: object, found: readonly (string | null)[]]>([
    ['its own', use({ Resource: keyArn }), []],
    ['its own, in any Region', use({ Resource: `arn:aws:kms:*:*:key/${key}` }), []],
    ['another', use({ Resource: [keyArn, other] }), [other.split('/')[1] ?? '']],
    ['any', use({ Resource: '*' }), ['*']],
    ['any of the account', use({ Resource: `arn:aws:kms:*:${account}:key/*` }), [`arn:aws:kms:*:${account}:key/*`]],
    ['an alias, which gives nothing', use({ Resource: `arn:aws:kms:eu-central-1:${account}:alias/ml` }), []],
    [
      'those of an alias',
      use({ Resource: '*', Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/ml' } } }),
      [],
    ],
    ['those with a tag', use({ Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'ml' } } }), []],
    ['for its own objects', use({ Resource: '*', ...inContext('ml-data', 'ml-models') }), []],
    ['for objects of another bucket', use({ Resource: '*', ...inContext('ml-data', 'phi') }), ['*']],
    [
      'by S3 alone',
      use({ Resource: '*', Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } } }),
      ['*'],
    ],
    ['only to describe', policyOf({ Action: ['kms:DescribeKey', 'kms:List*'], Resource: '*' }), []],
    ['to give grants', policyOf({ Action: 'kms:CreateGrant', Resource: '*' }), []],
  ])('%s', (_, policy, found) => expect(reached(beyond(policy).keys)).toEqual(found));
});

test('a policy that cannot be read decides nothing', () => {
  const input = { now, role, buckets: [], keys: [], bucketPolicies: {} };
  expect(beyondJob({ ...input, policy: '{' })).toContain('JSON');
});

test('hostile policies are given up, and said to be', () => {
  const many = Array.from({ length: 600 }, (_, at) => ({
    Effect: at % 2 === 0 ? 'Allow' : 'Deny',
    Action: `s3:Get*${'?'.repeat(at % 7)}*`,
    Resource: Array.from({ length: 20 }, (__, index) => `arn:aws:s3:::*${index}*a*${at}*b*${index}*c`),
    Condition: { StringLike: { [`aws:PrincipalTag/${at}`]: '*a*b*', 'aws:UserAgent': `*${at}*` } },
  }));
  expect(beyond(policyOf(...many)).buckets.undecided).toEqual([
    'what the policies give: it is too large to be decided in time',
  ]);
});
