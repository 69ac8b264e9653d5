import { expect, test } from 'vitest';
import { evidenceOf } from '../../../shared/notices/content/evidence.ts';
import { finding } from '../../adapters/store-fixtures.ts';

test.each<[string, Record<string, unknown>, string]>([
  ['a text', { mode: 'VpcOnly' }, 'VpcOnly'],
  ['what is unset', { key: null }, 'null'],
  ['a list', { ports: [22, 3389] }, '[22,3389]'],
  ['a moment', { rotationGraceUntil: Date.parse('2026-11-10T06:30:12Z') }, '2026-11-10T06:30:12Z'],
  ['a number that is no moment, by its name', { sizeInBytes: 1_794_292_212_000 }, '1794292212000'],
  ['a number that is no moment, by its size', { retryAt: 30 }, '30'],
  ['resources of which only the name counts', { owner: [{ arn: 'arn:x' }, { arn: 'arn:y' }] }, 'arn:x, arn:y'],
  ['resources of which more counts', { keys: [{ arn: 'arn:x', enabled: false }] }, '[{"arn":"arn:x","enabled":false}]'],
  ['an empty list', { owner: [] }, '[]'],
])('%s', (_, evidence, value) =>
  expect(evidenceOf(finding({ evidence }), undefined).map((each) => each.value)).toEqual([value]),
);
