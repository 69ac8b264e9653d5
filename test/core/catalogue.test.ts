import { expect, test } from 'vitest';
import { withDerived } from '../../shared/core/catalogue.ts';
import type { ResourceType } from '../../shared/core/resource-type.ts';

const types = new Map([
  ['a/b', { derived: ({ a }: { a?: string }) => ({ fromA: a?.length, b: undefined }) } as unknown as ResourceType],
]);

test.each([
  ['what follows is added', 'a/b', { a: 'xyz' }, { a: 'xyz', fromA: 3 }],
  ['what does not follow takes nothing away', 'a/b', { b: 1, fromA: 2 }, { b: 1, fromA: 2 }],
  ['of another type nothing follows', 'a/c', { a: 'xyz' }, { a: 'xyz' }],
])('%s', (_, type, state, expected) => expect(withDerived({ types }, type, state)).toStrictEqual(expected));
