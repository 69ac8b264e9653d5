import { describe, expect, test } from 'vitest';
import { longestPattern, patternQuota } from '../../shared/event-pattern/index.ts';
import { matched } from './matched.ts';

describe('what a value asks for', () => {
  test.each<[what: string, value: unknown, yes: unknown[], no: unknown[]]>([
    ['an address in any spelling', '2001:db8::1', ['2001:0DB8:0:0::1'], ['2001:db8::2', '2001:db8', '::1']],
    ['an address of IPv4, as IPv6 spells it too', '10.0.0.7', ['::ffff:a00:7', '010.0.0.007'], ['10.0.0.70']],
    ['what only looks like an address is a text', '10.0.0.700', ['10.0.0.700'], ['10.0.0.70']],
    ['a text with a colon is no address', 'a:b', ['a:b'], ['A:B']],
    ['a block of IPv6', { cidr: '2001:db8::ff/120' }, ['2001:db8::1'], ['2001:db8::100', '10.0.0.1', 1]],
    ['a block with a signed mask', { cidr: '10.0.0.0/+8' }, ['10.255.0.1'], ['11.0.0.1', '10.1', '1.2.3.4.5']],
    ['every address of one family', { cidr: '::/0' }, ['::', 'ff::'], ['10.0.0.1', '::ffff:a00:7', ':::', '1:2']],
    ['a number too large to compare is itself', 123456789012, [123456789012], [123456789013, '123456789012']],
    ['more than six decimals, too', 0.1234567, [0.1234567], [0.123456]],
    ['numbers too large are in no range', { numeric: ['>', 0] }, [1, 5e9, 0.000001], [0, 5000000001, 1e-7, '1', true]],
    ['nor below one', { numeric: ['<=', -1.5] }, [-1.5, -5e9], [-1.499999, -5000000001]],
    ['one number', { numeric: ['=', 5] }, [5], ['5', 5.000001]],
    ['open and closed bounds', { numeric: ['>', 1, '<=', 2] }, [1.000001, 2], [1, 2.000001]],
    ['open at the top', { numeric: ['>=', 1, '<', 2] }, [1, 1.999999], [2]],
    ['letter case', { 'equals-ignore-case': 'aB' }, ['ab', 'AB', 'Ab'], ['a', 'abb', 5, null]],
    ['letter case of letters that grow', { 'equals-ignore-case': 'ß' }, ['ß', 'SS'], ['ss', 'S']],
    ['a beginning in any case', { prefix: { 'equals-ignore-case': 'straß' } }, ['STRASSE', 'Straße'], ['strasse', 'S']],
    ['an end in any case', { suffix: { 'equals-ignore-case': 'ßE' } }, ['STRASSE', 'straße'], ['E', '']],
    ['several stars', { wildcard: 'a*b*a' }, ['aba', 'axxbyya', 'abba'], ['aa', 'ab', 'abab', 'ba']],
    ['a star is also nothing', { wildcard: '*a*' }, ['a', 'bab'], ['b', '']],
    ['first and last may not share letters', { wildcard: 'aba*aba' }, ['abaaba'], ['aba', 'ababa']],
    ['everything but a beginning', { 'anything-but': { prefix: ['a', 'b'] } }, ['c', '', 5, null, true], ['ab', 'b']],
    ['everything but texts', { 'anything-but': ['a'] }, ['b', null, false, 0], ['a']],
    ['everything but numbers', { 'anything-but': [1, 2] }, [3, '1', 6e9], [1, 2]],
  ])('%s', (_, value, yes, no) => {
    for (const each of yes) expect([each, matched({ field: [value] }, { field: each })]).toEqual([each, true]);
    for (const each of no) expect([each, matched({ field: [value] }, { field: each })]).toEqual([each, false]);
  });
});

describe('paths, lists and $or', () => {
  const or = [{ a: ['2'] }, { b: ['3'] }];
  test.each<[what: string, pattern: object, event: unknown, verdict: boolean]>([
    ['a member name with dots is a path', { a: { b: [1] } }, { 'a.b': 1 }, true],
    ['so are several', { a: { b: { c: [1] } } }, { 'a.b': { c: 1 } }, true],
    ['beside members that are nested', { a: { b: [1], c: [2] } }, { 'a.b': 1, a: { c: 2 } }, true],
    ['a value and an object under one name', { a: [1], 'a.b': [2] }, { a: [1, { b: 2 }] }, true],
    ['which no single value is', { a: [1], 'a.b': [2] }, { a: { b: 2 } }, false],
    ['values of a list need not stand together', { a: [1], b: [2] }, { a: [1, 5], b: [7, 2] }, true],
    [
      'objects of a list do',
      { a: { b: { c: [1] }, d: [2] } },
      {
        a: [
          { b: [{ c: 1 }], d: 3 },
          { b: { c: 4 }, d: 2 },
        ],
      },
      false,
    ],
    [
      'lists within lists',
      { a: { b: [1], c: [2] } },
      {
        a: [
          [{ b: 1 }],
          [
            [
              { b: 1, c: 3 },
              { b: 1, c: 2 },
            ],
          ],
        ],
      },
      true,
    ],
    ['a value among objects goes with any of them', { a: [7], 'a.b': [1] }, { a: [{ b: 2 }, 7, { b: 1 }] }, true],
    ['missing is missing in every element', { a: { b: [{ exists: false }] } }, { a: [{ c: 1 }, { b: 2 }] }, false],
    ['or has the value', { a: { b: [{ exists: false }, 2] } }, { a: [{ c: 1 }, { b: 2 }] }, true],
    ['missing beside another of the same element', { a: { b: [{ exists: false }], c: [1] } }, { a: [{ c: 1 }] }, true],
    ['below a text everything is missing', { a: { b: [{ exists: false }] } }, { a: 'x' }, true],
    ['what stands last counts, after $or', { $or: or, a: ['1'] }, { a: '1' }, true],
    ['and not what $or said before', { $or: or, a: ['1'] }, { a: '2' }, false],
    ['or within $or, where that is last', { a: ['1'], $or: or }, { a: '2' }, true],
    ['while other branches keep it', { a: ['1'], $or: or }, { a: '1', b: '3' }, true],
    ['two $or multiply', { $or: or, d: { $or: or } }, { b: '3', d: { a: '2' } }, true],
    ['and both count', { $or: or, d: { $or: or } }, { b: '3', d: { a: '3' } }, false],
    ['a field called $or', { $or: ['x'] }, { $or: 'x' }, true],
    ['a list is no event', { a: [1] }, [{ a: 1 }], false],
    ['nor is a text', { a: [{ exists: false }] }, 'a', false],
    ['members of the prototype are missing', { constructor: [{ exists: false }] }, {}, true],
    ['and a member may be called like it', JSON.parse('{"__proto__":["x"]}'), JSON.parse('{"__proto__":"x"}'), true],
  ])('%s', (_, pattern, event, verdict) => expect(matched(pattern, event)).toBe(verdict));
});

describe('no pattern, and why', () => {
  const nothing = 'a: ';
  test.each<[pattern: unknown, reason: string]>([
    ['{', 'the pattern is not JSON'],
    [[], 'the pattern is no object'],
    [{}, 'an empty object as pattern'],
    [{ a: { b: {} } }, 'an empty object in a.b'],
    [{ a: [] }, `${nothing}an empty list of values`],
    [{ a: 'b' }, 'a is neither a list of values nor an object'],
    [{ a: { b: null } }, 'a.b is neither a list of values nor an object'],
    [{ a: [['b']] }, `${nothing}a value is a text, a number, true, false, null or an operator`],
    [{ a: [{}] }, `${nothing}an empty object among the values`],
    [{ a: [{ constructor: 'b' }] }, `${nothing}there is no operator constructor`],
    [{ a: [{ prefix: 'b', suffix: 'c' }] }, `${nothing}more than one operator among the values: prefix, suffix`],
    [{ a: [{ prefix: { wildcard: 'b' } }] }, `${nothing}prefix knows no wildcard`],
    [{ a: [{ suffix: { 'equals-ignore-case': 5 } }] }, `${nothing}equals-ignore-case takes one text`],
    [{ a: [{ exactly: 5 }] }, `${nothing}exactly takes one text`],
    [{ a: [{ exists: 'yes' }] }, `${nothing}exists takes true or false`],
    [{ a: [{ wildcard: 'b\\' }] }, `${nothing}a backslash in wildcard stands before * or \\ only`],
    [{ a: [{ wildcard: 'a\\***' }] }, `${nothing}two * in a row in wildcard`],
    [{ a: [{ 'anything-but': { prefix: '' } }] }, `${nothing}anything-but an empty prefix is nothing`],
    [{ a: [{ 'anything-but': { suffix: ['b', ''] } }] }, `${nothing}anything-but an empty suffix is nothing`],
    [{ a: [{ 'anything-but': { cidr: '10.0.0.0/8' } }] }, `${nothing}anything-but knows no cidr`],
    [{ a: [{ 'anything-but': { wildcard: [] } }] }, `${nothing}anything-but wildcard takes at least one text`],
    [{ a: [{ 'anything-but': { prefix: [5] } }] }, `${nothing}anything-but prefix takes one text`],
    [{ a: [{ 'anything-but': 5e9 + 1 }] }, '5000000001 in anything-but is not between -5e9 and 5e9'],
    [{ a: [{ numeric: ['=', 1e-7] }] }, '1e-7 in numeric is not between -5e9 and 5e9, or has more than six decimals'],
    [{ a: [{ numeric: 5 }] }, `${nothing}numeric takes a list`],
    [{ a: [{ numeric: [5] }] }, `${nothing}5 is no comparison of numeric`],
    [{ a: [{ numeric: ['>'] }] }, `${nothing}numeric takes numbers`],
    [{ a: [{ numeric: ['>', 5e9] }] }, `${nothing}a range in numeric has its bottom below its top`],
    [{ a: [{ numeric: ['>', 1, '<'] }] }, `${nothing}a range in numeric is a lower bound and then an upper one`],
    [{ a: [{ numeric: ['>', 1, '>', 2] }] }, `${nothing}a range in numeric is a lower bound and then an upper one`],
    [{ a: [{ numeric: ['=', 1, '<', 2] }] }, `${nothing}nothing may follow = in numeric`],
    [{ a: [{ cidr: 5 }] }, `${nothing}cidr takes one text`],
    [{ a: [{ cidr: '10.0.0.0' }] }, `${nothing}cidr takes an address, a slash and the bits of the mask`],
    [{ a: [{ cidr: '10.0.0.0/8/8' }] }, `${nothing}cidr takes an address, a slash and the bits of the mask`],
    [{ a: [{ cidr: '10.0.0.0/x' }] }, `${nothing}the bits of the mask of cidr are a whole number`],
    [{ a: [{ cidr: '10.0.0.0/-1' }] }, `${nothing}the mask of cidr has 0 to 31 bits`],
    [{ a: [{ cidr: '::1/128' }] }, `${nothing}the mask of cidr has 0 to 127 bits`],
    [{ a: [{ cidr: '10.0.0.256/8' }] }, `${nothing}"10.0.0.256" in cidr is no IP address`],
    [{ $or: [{ a: ['b'] }] }, '$or takes a list of at least two objects'],
    [{ $or: [{ a: ['b'] }, 'c'] }, '$or takes a list of at least two objects'],
    [{ $or: [{ a: ['b'] }, { b: { regex: ['c'] } }] }, 'regex cannot be a field within $or'],
  ])('%j', (pattern, reason) => expect(matched(pattern, {})).toEqual(expect.stringContaining(reason)));

  test('the length of its text has a limit', () => {
    const long = (length: number) => JSON.stringify({ a: ['x'.repeat(length - '{"a":[""]}'.length)] });
    expect(matched(long(longestPattern), {})).toBe(false);
    expect(matched(long(longestPattern + 1), {})).toBe(`the pattern is longer than ${longestPattern} characters`);
    expect(patternQuota).toBeLessThan(longestPattern);
  });
  test('so have the combinations of its $or', () => {
    const branches = (count: number) => Array.from({ length: count }, (_, at) => ({ [`f${at}`]: [at] }));
    const product = (...counts: readonly number[]) =>
      Object.fromEntries(counts.map((count, at) => [`g${at}`, { $or: branches(count) }]));
    expect(matched(product(10, 10, 10), { g0: { f9: 9 }, g1: { f0: 0 }, g2: { f5: 5 } })).toBe(true);
    expect(matched(product(10, 10, 11), {})).toContain('more than 1000 combinations');
  });
});
