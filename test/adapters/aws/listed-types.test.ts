import { expect, test } from 'vitest';
import { listedTypes } from '../../../shared/adapters/aws/readers/listed-types.ts';
import { lists } from '../../../shared/adapters/aws/readers/lists.ts';

test('the types that can be listed are those that have a list', () =>
  expect([...listedTypes].toSorted()).toEqual(Object.keys(lists).toSorted()));
