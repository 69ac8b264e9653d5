import { expect, test } from 'vitest';
import {
  analysisOf,
  grantedCallsOf,
  statementBehind,
  type PolicyInput,
} from '../../shared/control-families/policy-analysis.ts';
import type { CallAsked } from '../../shared/iam/index.ts';

const before = Date.parse('2026-11-02T09:00:00Z');
const after = Date.parse('2026-11-04T09:00:00Z');
const until = { DateLessThan: { 'aws:CurrentTime': '2026-11-03T00:00:00Z' } };
const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const written = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const read = written({ ...all, Action: 's3:GetObject' });
const passing: readonly CallAsked[] = [{ action: 'iam:PassRole', on: ['arn:*:iam::*:role/any'] }];
const input = (policy: string, setting: Partial<PolicyInput> = {}): PolicyInput => ({
  kind: 'identity',
  account: '111122223333',
  policy,
  ...setting,
});

test.each<[where: string, input: PolicyInput]>([
  ['in the policy', input(written({ ...all, Condition: until }))],
  ['in what is attached beside', input(read, { alsoAttached: [written({ ...all, Condition: until })] })],
  ['in a boundary', input(written(all), { boundary: written({ ...all, Condition: until }) })],
])('a time %s is told at each moment', (_, asked) => {
  const granted = (at: number) => {
    const answer = grantedCallsOf(asked, at, passing);
    return 'reason' in answer ? answer : answer[0] !== undefined;
  };
  expect([granted(before), granted(after), granted(before)]).toEqual([true, false, true]);
});

test('the same text in another setting is another question', () => {
  const bucket = written({ ...all, Principal: { AWS: '444455556666' } });
  const crossAccount = (account: string) =>
    analysisOf({ kind: 'resource', policy: bucket, account }, before).crossAccount;
  expect(crossAccount('111122223333')).toEqual(['444455556666']);
  expect(crossAccount('444455556666')).toEqual([]);
});

test('the last answers are kept, also of long texts and of several together', () => {
  const long = (action: string) =>
    written(...Array.from({ length: 400 }, (_, at) => ({ ...all, Action: action, Resource: `arn:aws:s3:::b${at}/*` })));
  const [get, put, list] = ['s3:GetObject', 's3:PutObject', 's3:UpdateObjectEncryption'].map(long) as [
    string,
    string,
    string,
  ];
  expect(get.length).toBeGreaterThan(20_000);
  const asked = [
    input(read),
    input(get),
    input(put),
    input(read, { alsoAttached: [get, put], boundary: list, scps: [get] }),
  ];
  const first = asked.map((each) => analysisOf(each, before));
  asked.forEach((each, at) => expect(analysisOf({ ...each }, after)).toBe(first[at]));
});

test('the same texts in other places are other questions', () => {
  const [wide, narrow] = [written(all), read];
  const administers = (setting: Partial<PolicyInput>, policy = narrow) =>
    analysisOf(input(policy, setting), before).adminAccess;
  expect(administers({ alsoAttached: [wide] })).toBe(true);
  expect(administers({ boundary: wide })).toBe(false);
  expect(administers({ boundary: narrow }, wide)).toBe(false);
  expect(administers({ scps: [wide] }, wide)).toBe(true);
  expect(administers({ scps: [narrow] }, wide)).toBe(false);
});

test('the statement behind a finding is found in its own document', () => {
  const asked = input(read, { alsoAttached: [read, written({ Sid: 'Pass', ...all })] });
  const answer = grantedCallsOf(asked, before, passing);
  if ('reason' in answer || !answer[0]) throw new Error('not granted');
  expect(statementBehind(asked, answer[0])).toEqual({ Sid: 'Pass', ...all });
});
