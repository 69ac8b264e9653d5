import { describe, expect, test } from 'vitest';
import { account, everybody, holdsIn, openUnder, partner } from './analysed.ts';

const agent = 'aws:UserAgent';

describe('2.3 conditions: how they hold', () => {
  test('operators and keys AND, values OR; of a negated operator none may match', () => {
    const both = { StringEquals: { [agent]: 'a', 'aws:Referer': 'b' } };
    expect(holdsIn(both, { [agent]: 'a', 'aws:Referer': 'b' })).toBe(true);
    expect(holdsIn(both, { [agent]: 'a', 'aws:Referer': 'c' })).toBe(false);
    expect(holdsIn({ ...both, StringLike: { [agent]: 'x*' } }, { [agent]: 'a', 'aws:Referer': 'b' })).toBe(false);
    expect(holdsIn({ StringEquals: { [agent]: ['x', 'a'] } }, { [agent]: 'a' })).toBe(true);
    expect(holdsIn({ StringNotEquals: { [agent]: ['x', 'a'] } }, { [agent]: 'a' })).toBe(false);
    expect(holdsIn({ StringNotEquals: { [agent]: ['x', 'y'] } }, { [agent]: 'a' })).toBe(true);
  });
  const operators: [operator: string, value: string, matching: string, other: string][] = [
    ['String#Equals', 'a*', 'a*', 'ab'],
    ['String#EqualsIgnoreCase', 'Ab', 'aB', 'b'],
    ['String#Like', 'a?c*', 'abcd', 'ac'],
    ['Numeric#Equals', '10', '10.0', '11'],
    ['Date#Equals', '2026-01-01T00:00:00Z', '1767225600', '2026-01-02T00:00:00Z'],
    ['#IpAddress', '203.0.113.0/24', '203.0.113.9', '203.0.114.9'],
    ['#IpAddress', '2001:db8::/32', '2001:db8::1', '2001:db9::1'],
    ['Arn#Equals', 'arn:aws:sns:*:1:t', 'arn:aws:sns:x:1:t', 'arn:aws:sns:x:2:t'],
    ['Arn#Like', 'arn:aws:sns:*:1:t*', 'arn:aws:sns:x:1:tt', 'arn:aws:sns:x:1:u'],
  ];
  describe.each(operators)('%s %s', (shape, value, matching, other) => {
    const plain = shape.replace('#', '');
    const negated = shape.replace('#', 'Not');
    const set = (operator: string, prefix: string) => `${prefix}:${operator}`;
    test('plain, negated, IfExists', () => {
      for (const [given, matches] of [
        [matching, true],
        [other, false],
      ] as const) {
        expect(holdsIn({ [plain]: { [agent]: value } }, { [agent]: given })).toBe(matches);
        expect(holdsIn({ [negated]: { [agent]: value } }, { [agent]: given })).toBe(!matches);
        expect(holdsIn({ [`${plain}IfExists`]: { [agent]: value } }, { [agent]: given })).toBe(matches);
        expect(holdsIn({ [`${negated}IfExists`]: { [agent]: value } }, { [agent]: given })).toBe(!matches);
      }
    });
    test('sets of values', () => {
      const mixed = { [agent]: [matching, other] };
      expect(holdsIn({ [set(plain, 'ForAllValues')]: { [agent]: value } }, mixed)).toBe(false);
      expect(holdsIn({ [set(plain, 'ForAnyValue')]: { [agent]: value } }, mixed)).toBe(true);
      expect(holdsIn({ [set(negated, 'ForAllValues')]: { [agent]: value } }, mixed)).toBe(false);
      expect(holdsIn({ [set(negated, 'ForAnyValue')]: { [agent]: value } }, mixed)).toBe(true);
      expect(holdsIn({ [set(plain, 'ForAllValues')]: { [agent]: value } }, { [agent]: [matching] })).toBe(true);
    });
    test('a missing key: positive false, negated true, IfExists true, ForAllValues true, ForAnyValue false', () => {
      const absent = (operator: string) => holdsIn({ [operator]: { [agent]: value } }, {});
      expect([absent(plain), absent(negated)]).toEqual([false, true]);
      expect([absent(`${plain}IfExists`), absent(`${negated}IfExists`)]).toEqual([true, true]);
      expect([absent(set(plain, 'ForAllValues')), absent(set(negated, 'ForAllValues'))]).toEqual([true, true]);
      expect([absent(set(plain, 'ForAnyValue')), absent(set(negated, 'ForAnyValue'))]).toEqual([false, false]);
    });
  });
  test('comparisons of numbers and dates', () => {
    expect(holdsIn({ NumericLessThan: { [agent]: 5 } }, { [agent]: '5' })).toBe(false);
    expect(holdsIn({ NumericLessThanEquals: { [agent]: 5 } }, { [agent]: '5' })).toBe(true);
    expect(holdsIn({ NumericGreaterThan: { [agent]: 5 } }, { [agent]: '6' })).toBe(true);
    expect(holdsIn({ NumericGreaterThanEquals: { [agent]: 5 } }, { [agent]: '4' })).toBe(false);
    expect(holdsIn({ NumericEquals: { [agent]: 5 } }, { [agent]: 'five' })).toBe(false);
    expect(holdsIn({ BinaryEquals: { [agent]: 'QQ==' } }, { [agent]: 'QQ==' })).toBe(true);
  });
  test('Null tests presence', () => {
    expect(holdsIn({ Null: { [agent]: 'true' } }, {})).toBe(true);
    expect(holdsIn({ Null: { [agent]: true } }, { [agent]: 'x' })).toBe(false);
    expect(holdsIn({ Null: { [agent]: 'false' } }, { [agent]: 'x' })).toBe(true);
    expect(holdsIn({ Null: { [agent]: ['true', 'false'] } }, {})).toBe(true);
  });
});

const arn = (service: string, owner: string) => `arn:aws:${service}:us-east-1:${owner}:x`;

describe('2.3 conditions: which restrict a caller', () => {
  test.each<[condition: unknown, open: boolean]>([
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-aaaaaaaaaa' } }, false],
    [{ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }, true],
    [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-aaaaaaaaaa/*' } }, false],
    [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': '*/ou-x/*' } }, true],
    [{ StringEquals: { 'aws:SourceOrgID': 'o-aaaaaaaaaa' } }, false],
    [{ StringEquals: { 'aws:PrincipalAccount': partner } }, false],
    [{ StringLike: { 'aws:PrincipalAccount': '2222*' } }, true],
    [{ StringEquals: { 'aws:SourceAccount': partner } }, false],
    [{ StringEquals: { 'aws:SourceOwner': partner } }, false],
    [{ StringEquals: { 'kms:CallerAccount': partner } }, false],
    [{ StringEquals: { 's3:DataAccessPointAccount': partner } }, false],
    [{ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${partner}:role/*` } }, false],
    [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/T' } }, true],
    [{ StringLike: { 'aws:PrincipalArn': '*role/T' } }, true],
    [{ ArnLike: { 'aws:SourceArn': arn('sns', partner) } }, false],
    [{ ArnLike: { 'aws:SourceArn': arn('sns', '*') } }, true],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::one-bucket' } }, false],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::one-bucket*' } }, true],
    [{ ArnLike: { 's3:DataAccessPointArn': `arn:aws:s3:*:${partner}:accesspoint/*` } }, false],
    [{ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }, false],
    [{ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, false],
    [{ StringLike: { 'aws:SourceVpce': 'vpce-*' } }, true],
    [{ StringEquals: { 'aws:VpceAccount': partner } }, false],
    [{ StringEquals: { 'aws:VpceOrgID': 'o-aaaaaaaaaa' } }, false],
    [{ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, true],
    [{ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }, true],
    [{ IpAddress: { 'aws:SourceIp': '13.0.0.0/8' } }, false],
    [{ IpAddress: { 'aws:SourceIp': '12.0.0.0/7' } }, true],
    [{ IpAddress: { 'aws:SourceIp': ['13.0.0.0/8', '10.0.0.0/8'] } }, false],
    [{ IpAddress: { 'aws:SourceIp': ['13.0.0.0/8', '15.0.0.0/8'] } }, true],
    [{ IpAddress: { 'aws:SourceIp': '2600::/32' } }, false],
    [{ IpAddress: { 'aws:SourceIp': '2600::/31' } }, true],
    [{ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16'] } }, false],
    [{ StringLike: { 'aws:userid': 'AROAEXAMPLEID:*' } }, false],
    [{ StringLike: { 'aws:userid': '*:session' } }, true],
    [{ StringEquals: { 'aws:UserAgent': 'secret' } }, true],
    [{ StringEquals: { 'aws:Referer': 'secret' } }, true],
    [{ Bool: { 'aws:SecureTransport': 'true' } }, true],
    [{ DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, true],
    [{ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, false],
    [{ StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } }, true],
    [{ StringEquals: { 's3:prefix': 'a/' } }, true],
    [{ StringEquals: { 'sts:ExternalId': 'not-a-secret' } }, true],
    [{ StringEquals: { 'aws:ResourceAccount': account } }, true],
    [{ StringEquals: { 's3:ResourceAccount': account } }, true],
    [{ StringEquals: { 'aws:ResourceOrgID': 'o-aaaaaaaaaa' } }, true],
    [{ StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } }, true],
    [{ 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } }, true],
    [{ Bool: { 'aws:ViaAWSService': 'true' } }, true],
    [
      { StringEquals: { 'aws:PrincipalOrgID': 'o-x' }, ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/T' } },
      false,
    ],
  ])('%j: public %s', (condition, open) => expect(openUnder(condition)).toBe(open));

  test.each<[deny: unknown, open: boolean]>([
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-aaaaaaaaaa' } }, false],
    [{ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-aaaaaaaaaa' } }, false],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-aaaaaaaaaa' } }, true],
    [{ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, false],
    [{ Bool: { 'aws:SecureTransport': 'false' } }, true],
    [{ StringNotEquals: { 'aws:PrincipalTag/team': 'ml' } }, true],
    [
      {
        StringNotEquals: { 'aws:PrincipalOrgID': 'o-aaaaaaaaaa' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
      false,
    ],
    [{ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, true],
  ])('a Deny under %j: public %s', (Condition, open) =>
    expect(openUnder({}, { ...everybody, Effect: 'Deny', Condition })).toBe(open),
  );
});
