import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { longBody, longText, packed, piecesOf, unpacked } from '../../../shared/adapters/aws/dynamo/packed.ts';

const member = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 300 })).map(([of, times]) => of.repeat(times)),
  fc.constantFrom(
    '§',
    '§§',
    `§${'a'.repeat(43)}`,
    '§'.repeat(longText),
    '§'.repeat(longText + 1),
    '\ud800'.repeat(longText + 1),
  ),
);
const anything = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, member, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  object: fc.dictionary(member, tie('value'), { maxKeys: 5, noNullPrototype: true }),
})).value;

test('what is packed comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (value) => {
      const { body, texts } = packed(value);
      const asked: string[] = [];
      const back = await unpacked(body, async (hashes) => {
        asked.push(...hashes);
        return texts;
      });
      expect(JSON.stringify(back)).toBe(JSON.stringify(value));
      expect(asked.toSorted()).toEqual([...texts.keys()].toSorted());
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(longBody);
      expect(body.isWellFormed()).toBe(true);
    }),
  );
});

test('a long text is stored once, and cited with its beginning', () => {
  const policy = '{"Version":"2012-10-17"}'.repeat(100);
  const { body, texts } = packed({ policy, evidence: { document: policy } });
  expect([...texts.values()]).toEqual([policy]);
  expect(body.length).toBeLessThan(600);
  expect(JSON.parse(body)).toEqual({
    policy: expect.stringMatching(/^§[\w-]{43}\{"Version"/),
    evidence: { document: expect.stringMatching(/^§[\w-]{43}\{"Version"/) },
  });
});

test('a body that is too long without a long text in it is stored as one', async () => {
  const value = Array.from({ length: 1_000 }, (_, index) => `${index} `.repeat(100));
  const { body, texts } = packed(value);
  expect(body).toMatch(/^§[\w-]{43}$/);
  expect(await unpacked(body, async () => texts)).toEqual(value);
});

test('a text that is lost is an error, not an empty text', async () => {
  const { body } = packed({ policy: 'x'.repeat(2_000) });
  await expect(unpacked(body, async () => new Map())).rejects.toThrow('the store has lost the text');
});

test('pieces are whole characters, and together the text', () => {
  fc.assert(
    fc.property(fc.constantFrom('a', 'é', '👩‍💻', 'x👩'), fc.integer({ min: 0, max: 40_000 }), (of, times) => {
      const text = of.repeat(times);
      const pieces = piecesOf(text);
      expect(pieces.join('')).toBe(text);
      for (const piece of pieces) {
        expect(piece.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(90_000);
      }
    }),
    { numRuns: 20 },
  );
});
