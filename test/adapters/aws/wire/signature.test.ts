import { expect, test } from 'vitest';
import { signed } from '../../../../shared/adapters/aws/wire/signature.ts';

// The examples of AWS's own test suite for its signature, version 4, as far as they post to the root.
const scope = { service: 'service', region: 'us-east-1', date: '20150830T123600Z' };
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const sessionToken =
  'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==';

test.each([
  ['post-vanilla', {}, '', {}, '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
  [
    'post-header-value-case',
    { 'my-header1': 'VALUE1' },
    '',
    {},
    'cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d',
  ],
  [
    'post-x-www-form-urlencoded',
    { 'content-type': 'application/x-www-form-urlencoded' },
    'Param1=value1',
    {},
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  ],
  [
    'post-sts-header-before',
    {},
    '',
    { sessionToken },
    '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead',
  ],
])('%s', (_, headers, body, more, signature) => {
  const { authorization = '', ...others } = signed({ host: 'example.amazonaws.com', headers, body }, scope, {
    ...credentials,
    ...more,
  });
  expect(authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/service\/aws4_request, /,
  );
  expect(authorization).toContain(`SignedHeaders=${Object.keys(others).toSorted().join(';')}, `);
  expect(authorization.split('Signature=')[1]).toBe(signature);
});

test('each day, Region, service and secret has a key of its own', () => {
  const signatureOf = (change: object, secretAccessKey = 'secret') =>
    signed({ host: 'h', headers: {}, body: '' }, { ...scope, ...change }, { accessKeyId: 'a', secretAccessKey })[
      'authorization'
    ]?.split('Signature=')[1];
  const all = [
    signatureOf({}),
    signatureOf({ date: '20150831T123600Z' }),
    signatureOf({ region: 'eu-central-1' }),
    signatureOf({ service: 'sqs' }),
    signatureOf({}, 'other'),
  ];
  expect(new Set(all).size).toBe(all.length);
  // More keys than are remembered: what was forgotten is worked out anew.
  for (let day = 10; day < 30; day++) signatureOf({ date: `201509${day}T123600Z` });
  expect(signatureOf({})).toBe(all[0]);
});
