import { expect, test } from 'vitest';
import type { Policy } from '../../shared/iam/policy-document.ts';
import { readPolicy } from '../../shared/iam/policy-document.ts';
import { publicStatements } from '../../shared/iam/public-statements.ts';

const arn = 'arn:aws:s3:::data/*';
const allow = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: arn };
const isPublic = (...Statement: object[]) => publicStatements(readPolicy({ Statement }) as Policy).length > 0;
const under = (Condition: object) => isPublic({ ...allow, Condition });

test.each([
  ['everyone', isPublic(allow)],
  ['every AWS account', isPublic({ ...allow, Principal: { AWS: ['*'] } })],
  ['everyone but one', isPublic({ ...allow, Principal: undefined, NotPrincipal: { AWS: '111122223333' } })],
  ['an organization, if the key exists', under({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-example' } })],
  ['for all values', under({ 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-example/*' } })],
  ['a star for an account', under({ StringLike: { 'aws:PrincipalAccount': '*' } })],
  ['a star in an ARN', under({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } })],
  ['not from one address', under({ NotIpAddress: { 'aws:SourceIp': '203.0.113.1' } })],
  ['not from one endpoint', under({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })],
  ['both halves of all addresses', under({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } })],
  ['a Referer', under({ StringLike: { 'aws:Referer': 'https://example.com/*' } })],
  ['TLS', under({ Bool: { 'aws:SecureTransport': 'true' } })],
  ['through a service', under({ StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } })],
  ["the caller's own organization", under({ StringEquals: { 'aws:PrincipalOrgID': '${aws:PrincipalOrgID}' } })],
  [
    'a Deny of another action',
    isPublic(allow, {
      ...allow,
      Effect: 'Deny',
      Action: 's3:PutObject',
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    }),
  ],
  [
    'a Deny without TLS',
    isPublic(allow, { ...allow, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  ],
])('is public: %s', (_, found) => expect(found).toBe(true));

test.each([
  ['an account', isPublic({ ...allow, Principal: { AWS: '111122223333' } })],
  ['a service', isPublic({ ...allow, Principal: { Service: 'cloudtrail.amazonaws.com' } })],
  ['an organization', under({ StringEquals: { 'aws:PrincipalOrgID': 'o-example' } })],
  ['its own organization', under({ StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } })],
  ['an account in a condition', under({ StringEquals: { 'kms:CallerAccount': '111122223333' } })],
  ['any value of organizations', under({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-example/*' } })],
  ['an ARN with its account', under({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } })],
  ['the ARN of a bucket', under({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::uploads' } })],
  ['an endpoint', under({ StringEquals: { 'aws:sourceVpce': ['vpce-1', 'vpce-2'] } })],
  ['an office', under({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '10.0.0.0/8'] } })],
  ['one pin among several', under({ StringEquals: { 'aws:PrincipalOrgID': 'o-example', 'aws:Referer': 'x' } })],
  ['a literal star, which nobody is called', under({ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/A' } })],
  [
    'a Deny from outside an endpoint',
    isPublic(allow, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::data', arn],
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    }),
  ],
])('is not public: %s', (_, found) => expect(found).toBe(false));
