import { describe, expect, test } from 'vitest';
import { placeOfKey, trainingRole } from '../../shared/iam/guardrails/index.ts';
import { account, beyond, deny, get, keyArn, noPolicies, objects, policyOf, reached, role } from './job.ts';

describe('its own buckets from elsewhere', () => {
  const own = get(objects('ml-data'));
  const past = (Principal: unknown, Condition: object) =>
    JSON.stringify(policyOf({ Effect: 'Deny', Principal, Action: 's3:*', Resource: '*', Condition }));
  const notThrough = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } };

  test.each<[what: string, policy: object, bucketPolicy: string | null, found: readonly string[]]>([
    ['from anywhere', policyOf(own), null, ['ml-data']],
    [
      'through an endpoint',
      policyOf({ ...own, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
      null,
      [],
    ],
    ['from a VPC', policyOf({ ...own, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }), null, []],
    [
      'through any endpoint',
      policyOf({ ...own, Condition: { StringLike: { 'aws:SourceVpce': '*' } } }),
      null,
      ['ml-data'],
    ],
    [
      'through endpoints of the account',
      policyOf({ ...own, Condition: { StringEquals: { 'aws:VpceAccount': account } } }),
      null,
      [],
    ],
    [
      'from addresses of one’s own',
      policyOf({ ...own, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
      null,
      [],
    ],
    [
      'from all addresses',
      policyOf({ ...own, Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }),
      null,
      ['ml-data'],
    ],
    ['a Deny past the endpoint', policyOf(own, deny({ Resource: '*', Condition: notThrough })), null, []],
    ['a Deny of the bucket', policyOf(own), past('*', notThrough), []],
    ['a Deny of the bucket for the account', policyOf(own), past({ AWS: account }, notThrough), []],
    [
      'a Deny of the bucket for others',
      policyOf(own),
      past({ AWS: `arn:aws:iam::${account}:role/Other` }, notThrough),
      ['ml-data'],
    ],
    [
      'a Deny that leaves the role out',
      policyOf(own),
      past('*', { ...notThrough, ArnNotEquals: { 'aws:PrincipalArn': role.arn } }),
      ['ml-data'],
    ],
    [
      'a Deny that leaves a tag out',
      policyOf(own),
      past('*', { ...notThrough, StringNotEqualsIfExists: { 'aws:PrincipalTag/exempt': 'true' } }),
      [],
    ],
    [
      'a Deny that leaves services out',
      policyOf(own),
      past('*', { ...notThrough, BoolIfExists: { 'aws:ViaAWSService': 'false' } }),
      [],
    ],
    ['a Deny without TLS', policyOf(own), past('*', { Bool: { 'aws:SecureTransport': 'false' } }), ['ml-data']],
    ['writing alone', policyOf({ Action: 's3:PutObject', Resource: objects('ml-data') }), null, ['ml-data']],
    ['another bucket', policyOf(get(objects('phi'))), null, []],
  ])('%s', (_, policy, bucketPolicy, found) =>
    expect(reached(beyond(policy, { bucketPolicies: { ...noPolicies, 'ml-data': bucketPolicy } }).elsewhere)).toEqual(
      found,
    ),
  );

  test('the policy of a bucket that is not known may deny it', () => {
    expect(beyond(policyOf(own), { bucketPolicies: {} }).elsewhere.undecided).toEqual(['the policy of bucket ml-data']);
    const pinned = policyOf({ ...own, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } });
    expect(beyond(pinned, { bucketPolicies: {} }).elsewhere).toEqual({ found: [], undecided: [] });
  });
});

test('what the guardrail writes for a job reaches nothing beyond it', () => {
  const place = placeOfKey(keyArn);
  if (!place) throw new Error('not the ARN of a key');
  const buckets = ['ml-data', 'ml-models'];
  const least = trainingRole({ bucket: buckets, kmsKey: [keyArn], vpce: 'vpce-1' }, place);
  const nothing = { found: [], undecided: [] };
  expect(beyond(least)).toEqual({ buckets: nothing, keys: nothing, elsewhere: nothing });
  const others = beyond(trainingRole({ bucket: ['ml-data', 'phi'], kmsKey: keyArn }, place));
  expect([others.buckets, others.elsewhere].map(reached)).toEqual([['phi'], ['ml-data']]);
});
