import { describe, expect, test } from 'vitest';
import { deliveredAt, mayHoldRecordsOf } from '../../../shared/cloudtrail/key-layout.ts';

const at = (text: string) => Date.parse(text);
const file = (time: string) => `111122223333_CloudTrail_eu-west-1_${time}_Mu0KsOhtH1ar15ZZ.json.gz`;
const folder = 'AWSLogs/o-abc/111122223333/CloudTrail/eu-west-1';

test('a log file says when it was delivered', () => {
  expect(deliveredAt(`x/${file('20260301T0210Z')}`)).toBe(at('2026-03-01T02:10:00Z'));
  expect(deliveredAt('x/records-20260301T0210Z.json')).toBeUndefined();
  expect(deliveredAt('1_CloudTrail-Digest_eu-west-1_t_eu-west-1_20260301T021000Z.json.gz')).toBeUndefined();
});

describe('of 2 and 3 March', () => {
  const period = { since: at('2026-03-02T00:00:00Z'), until: at('2026-03-04T00:00:00Z') };
  test.for([
    [file('20260301T2350Z'), false],
    [file('20260301T2359Z'), true],
    [file('20260302T0000Z'), true],
    [file('20260304T2355Z'), true],
    [file('20260305T0000Z'), false],
    [`${folder}/2025`, false],
    [`${folder}/2026`, true],
    [`${folder}/2026/02`, false],
    [`${folder}/2026/03`, true],
    [`${folder}/2026/02/28`, false],
    [`${folder}/2026/03/02`, true],
    [`${folder}/2026/03/04/`, true],
    [`${folder}/2026/03/05`, false],
    ['exports/2025/03', true],
    ['notes.json', true],
  ] as const)('%s is worth opening: %s', ([path, expected]) => {
    expect(mayHoldRecordsOf(path, period)).toBe(expected);
  });

  test('1 March is: its last file may be of midnight', () => {
    expect(mayHoldRecordsOf(`${folder}/2026/03/01`, period)).toBe(true);
  });

  test('an open end is no end', () => {
    expect(mayHoldRecordsOf(`${folder}/2025`, { since: -Infinity, until: period.until })).toBe(true);
    expect(mayHoldRecordsOf(`${folder}/2027`, { since: period.since, until: Infinity })).toBe(true);
  });
});
