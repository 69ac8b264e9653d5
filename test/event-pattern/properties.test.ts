import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestPattern, parsePattern } from '../../shared/event-pattern/index.ts';
import { matched } from './matched.ts';

const names = fc.constantFrom('a', 'b');
const numbers = fc.constantFrom(1, 2);
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    numbers,
    fc.dictionary(names, tie('value'), { maxKeys: 2 }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));
const events = fc.record({ a: values, b: fc.array(fc.dictionary(names, values, { maxKeys: 2 }), { maxLength: 3 }) });
const paths = fc.array(names, { minLength: 1, maxLength: 3 });
const asked = fc.uniqueArray(fc.tuple(paths, numbers), {
  minLength: 1,
  maxLength: 4,
  selector: ([path]) => path.join(),
});

/** A value of an event: its path, and in which element of which lists it stands. */
interface Field {
  path: string;
  value: unknown;
  elements: ReadonlyMap<object, number>;
}

/** An event as event-ruler sees it: flat, each value with the elements of lists that it is in. */
const flat = (value: unknown, path: readonly string[] = [], elements: Field['elements'] = new Map()): Field[] => {
  if (Array.isArray(value)) {
    return value.flatMap((each, at) =>
      flat(each, path, typeof each === 'object' ? new Map([...elements, [value, at]]) : elements),
    );
  }
  if (typeof value !== 'object' || value === null) return [{ path: path.join('.'), value, elements }];
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, [...path, name], elements));
};

const agree = (a: Field, b: Field): boolean =>
  [...a.elements].every(([list, at]) => (b.elements.get(list) ?? at) === at);

/** Tries every choice of fields: one for each path, no two of them from different elements of one list. */
const choosable = (event: unknown, wanted: readonly [string[], number][]): boolean => {
  const fields = flat(event);
  const choose = ([first, ...others]: readonly [string[], number][], chosen: readonly Field[]): boolean => {
    if (!first) return true;
    const [path, number] = first;
    return fields.some(
      (field) =>
        field.path === path.join('.') &&
        field.value === number &&
        chosen.every((each) => agree(field, each)) &&
        choose(others, [...chosen, field]),
    );
  };
  return choose(wanted, []);
};

test('values of lists are chosen as event-ruler chooses them', () => {
  fc.assert(
    fc.property(events, asked, (event, wanted) => {
      const pattern = Object.fromEntries(wanted.map(([path, number]) => [path.join('.'), [number]]));
      expect(matched(pattern, event)).toBe(choosable(event, wanted));
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 2_000) },
  );
});

test('$or is one pattern or the other; a field that is there is not missing; anything-but is not the value', () => {
  fc.assert(
    fc.property(events, paths, paths, numbers, (event, first, second, number) => {
      const [a, b] = [first, second].map((path) => ({ [path.join('.')]: [number] }));
      expect(matched({ $or: [a, b] }, event)).toBe(matched(a, event) === true || matched(b, event) === true);
      const path = first.join('.');
      const isThere = flat(event).some((field) => field.path === path);
      expect(matched({ [path]: [{ exists: true }] }, event)).toBe(isThere);
      expect(matched({ [path]: [{ exists: false }] }, event)).toBe(!isThere);
      const others = flat(event).some((field) => field.path === path && field.value !== number);
      expect(matched({ [path]: [{ 'anything-but': number }] }, event)).toBe(others);
    }),
  );
});

test('whatever is given is a pattern or has a reason, and decides on anything', () => {
  const operator = fc.constantFrom(
    'prefix',
    'suffix',
    'wildcard',
    'anything-but',
    'exists',
    'numeric',
    'cidr',
    'equals-ignore-case',
    '$or',
    'a',
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue({ maxDepth: 1 }),
      fc.dictionary(operator, tie('node'), { maxKeys: 3 }),
      fc.array(tie('node'), { maxLength: 3 }),
    ),
  }));
  fc.assert(
    fc.property(node, fc.jsonValue(), (pattern, event) => {
      expect(['boolean', 'string']).toContain(typeof matched(JSON.stringify(pattern), event));
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 2_000) },
  );
});

// That an answer comes is asserted here; the time limit of a test is what a hostile one would run into.
describe('hostile patterns and events end with an answer', () => {
  const filled = (piece: string) => piece.repeat(Math.floor((longestPattern - 60) / piece.length));
  const nested = (depth: number, inner: unknown) => {
    let value = inner;
    for (let level = 0; level < depth; level++) value = [value];
    return value;
  };
  test.each<[what: string, pattern: unknown, event: unknown]>([
    ['stars', { a: [{ wildcard: `${filled('*a')}b` }] }, { a: 'a'.repeat(250_000) }],
    ['long pieces that nearly fit', { a: [{ wildcard: `*${filled('a')}b*` }] }, { a: 'a'.repeat(250_000) }],
    ['letters that grow', { a: [{ 'equals-ignore-case': filled('ß') }] }, { a: 'S'.repeat(250_000) }],
    [
      'letters that grow, from the end',
      { a: [{ suffix: { 'equals-ignore-case': filled('ŉ') } }] },
      { a: 'ŉʼN'.repeat(80_000) },
    ],
    ['objects in objects', `${'{"a":'.repeat(700)}["x"]${'}'.repeat(700)}`, { a: { a: { a: 'x' } } }],
    ['$or in $or', `${'{"$or":[{"a":[1]},'.repeat(150)}{"b":[1]}${']}'.repeat(150)}`, { b: 1 }],
    [
      'many fields, many elements',
      Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`a.f${at}`, [1]])),
      { a: Array.from({ length: 5_000 }, () => ({ f0: 1, f198: 1 })) },
    ],
    ['lists in lists', { a: { b: [1] } }, { a: nested(100_000, { b: 1 }) }],
    ['lists in lists, for what is missing', { a: [{ exists: false }] }, { a: nested(100_000, 1) }],
    [
      'lists of lists',
      { a: [1], 'a.b': [2] },
      { a: Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => [{ b: 3 }])) },
    ],
    [
      'names with dots',
      { 'a.b.c.d': [1], 'a.b.c.e': [1] },
      Object.fromEntries(
        ['a.b.c', 'a.b', 'a'].map((name) => [
          name,
          Array.from({ length: 300 }, () => ({ c: [{ d: 1 }], b: [{ c: [{ e: 1 }] }], 'b.c': [{ d: 1 }], d: 1 })),
        ]),
      ),
    ],
  ])('%s', (_, pattern, event) => expect(['boolean', 'string']).toContain(typeof matched(pattern, event)));

  test('and they are ones that are read to the end', () => {
    expect(parsePattern(JSON.stringify({ a: [{ wildcard: `${filled('*a')}b` }] }))).toHaveProperty('pattern');
  });
});
