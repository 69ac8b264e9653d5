import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changeSort,
  indexes,
  keyPart,
  monthOf,
  openPlace,
  orderText,
  snapshotSort,
} from '../../../shared/adapters/aws/dynamo/layout.ts';
import { tableDefinition } from './table-definition.ts';

const moment = fc.oneof(
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
  fc.constantFrom(-Infinity, -1, 0, 1, 8.64e15, -8.64e15, Infinity),
);

test('times are written so that they sort as text', () => {
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      const [first, second] = [orderText(a), orderText(b)];
      expect(Math.sign(Buffer.compare(Buffer.from(first), Buffer.from(second)))).toBe(Math.sign(a === b ? 0 : a - b));
    }),
  );
});

test('two texts never come to one part of a key, and none is too long for one', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('~', '=', '', '\ud800', '\udbff', '\ufffd'),
  );
  fc.assert(
    fc.property(any, any, fc.integer({ min: 1, max: 20 }), (a, b, most) => {
      expect(keyPart(a, most) === keyPart(b, most)).toBe(a === b);
      expect(keyPart(a, most).isWellFormed()).toBe(true);
      expect(Buffer.byteLength(keyPart(a, most))).toBeLessThanOrEqual(Math.max(most + 1, 44));
    }),
  );
});

test('sort keys stay within 1,024 bytes, whatever is in them', () => {
  const long = 'é'.repeat(5_000);
  for (const key of [
    changeSort({ order: 1, rank: 9, eventId: long }),
    snapshotSort(Infinity),
    openPlace('low', long, long, long),
  ]) {
    expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1_024);
  }
});

test('the table has the indexes that the store asks, on attributes of the right type', () => {
  const { GlobalSecondaryIndexes: defined, AttributeDefinitions: attributes, KeySchema: keys } = tableDefinition();
  expect(defined.map(({ IndexName }) => IndexName).toSorted()).toEqual(Object.values(indexes).toSorted());
  const used = [...keys, ...defined.flatMap(({ KeySchema }) => KeySchema)].map(({ AttributeName }) => AttributeName);
  expect([...new Set(used)].toSorted()).toEqual(attributes.map(({ AttributeName }) => AttributeName).toSorted());
  expect(
    attributes.filter(({ AttributeType }) => AttributeType === 'N').map(({ AttributeName }) => AttributeName),
  ).toEqual(['at']);
  expect(defined.map(({ Projection }) => Projection.ProjectionType)).toEqual(defined.map(() => 'KEYS_ONLY'));
});

test('the table is kept, can be put back to any moment, and is encrypted with a key of its own', () => {
  expect(tableDefinition()).toMatchObject({
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': ['StoreKey', 'Arn'] } },
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  });
});

test('a month is named as lists of transitions are', () => {
  expect(monthOf(Date.parse('2026-12-31T23:59:59.999Z'))).toBe('2026-12');
});
