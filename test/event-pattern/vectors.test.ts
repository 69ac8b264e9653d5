import { describe, expect, test } from 'vitest';
import vectors from './event-pattern-vectors.json' with { type: 'json' };
import { matched } from './matched.ts';

// The verdicts are those of event-ruler 2.0.1, with which AWS itself decides.
describe('event-ruler decides the same', () => {
  test.each(vectors.vectors)('$name', ({ pattern, expected }) =>
    expect(matched(pattern, vectors.event)).toEqual(typeof expected === 'string' ? expect.any(String) : expected),
  );
});
