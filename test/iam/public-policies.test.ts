import { expect, test } from 'vitest';
import { analysed, everybody, openUnder } from './analysed.ts';

const isOpen = (...statements: object[]) => analysed('resource', statements).public;
const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-example1234' } };

test.each<[what: string, open: boolean | null, expected: boolean]>([
  ['every AWS account', isOpen({ ...everybody, Principal: { AWS: ['*'] } }), true],
  ['everyone but one', isOpen({ ...everybody, Principal: undefined, NotPrincipal: { AWS: '111122223333' } }), true],
  [
    'everyone but one, of an organization',
    isOpen({ ...everybody, Principal: undefined, NotPrincipal: { AWS: '111122223333' }, Condition: organization }),
    false,
  ],
  ['an account', isOpen({ ...everybody, Principal: { AWS: '111122223333' } }), false],
  ['a service', isOpen({ ...everybody, Principal: { Service: 'cloudtrail.amazonaws.com' } }), false],
  [
    "the caller's own organization",
    openUnder({ StringEquals: { 'aws:PrincipalOrgID': '${aws:PrincipalOrgID}' } }),
    true,
  ],
  ['its own organization', openUnder({ StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } }), false],
  ['one pin among several', openUnder({ StringEquals: { ...organization.StringEquals, 'aws:Referer': 'x' } }), false],
  [
    'a Deny of another action',
    isOpen(everybody, {
      ...everybody,
      Effect: 'Deny',
      Action: 's3:PutObject',
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    }),
    true,
  ],
  [
    'a Deny of more, from outside an endpoint',
    isOpen(everybody, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::ml', 'arn:aws:s3:::ml/*'],
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    }),
    false,
  ],
])('%s: public %s', (_, open, expected) => expect(open).toBe(expected));
