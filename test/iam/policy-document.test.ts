import { expect, test } from 'vitest';
import { policyText } from '../../shared/iam/policy-document.ts';

const document = {
  Version: '2012-10-17',
  Statement: {
    Sid: 'Read',
    Effect: 'Allow',
    Action: 's3:Get*',
    Resource: ['arn:aws:s3:::data/100%25'],
    Principal: '*',
  },
};
const text = JSON.stringify(document);

test.each<[form: string, value: unknown]>([
  ['an object', document],
  ['text', text],
  ['text with space in it and around it', `\n${JSON.stringify(document, null, 2)} `],
  ['URL-encoded text', encodeURIComponent(JSON.stringify(document, null, 2))],
])('%s is kept as the same text', (_, value) => expect(policyText(value)).toBe(text));

test.each<[what: string, value: string]>([
  ['not JSON', '{"Statement": ['],
  ['a broken percent sign', '%7B%'],
  ['a member twice, of which parsing would keep one', '{"Statement":{"Effect":"Allow","Effect":"Deny"}}'],
  ['a member twice in another spelling', '{"Statement":{"Effect":"Deny","\\u0045ffect":"Allow"}}'],
  ['a deep text', '['.repeat(200_000)],
])('%s stays as it is, so that its controls say why', (_, value) => expect(policyText(value)).toBe(value));

test.each([undefined, null, ''])('%o is no policy', (value) => expect(policyText(value)).toBeNull());
