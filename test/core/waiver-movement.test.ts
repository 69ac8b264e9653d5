import { expect, test } from 'vitest';
import type { Waiver } from '../../shared/core/configuration.ts';
import { days } from '../../shared/core/instant.ts';
import { waiverMovement } from '../../shared/core/waiver-movement.ts';
import { finding, resource } from '../adapters/store-fixtures.ts';

const [then, now] = [days(20_000), days(20_001)];
const waiver: Waiver = {
  control: 'sagemaker/example',
  resource: resource.arn,
  type: 'risk-accepted',
  reason: 'drivers',
  requester: 'bela',
  approver: 'dana',
  approved: null,
  until: now + days(30),
  ticket: null,
};
const shorter: Waiver = { ...waiver, resource: '*', until: now + days(10) };
const ended: Waiver = { ...waiver, until: now - 1 };
const other: Waiver = { ...waiver, control: 'kms/other' };
const published = { version: 2, by: 'alice', isVerified: true };

test.each<[string, Waiver[], Waiver[], [string, Waiver, number, boolean] | undefined]>([
  ['none', [], [], undefined],
  ['one of something else', [], [other], undefined],
  ['one that was there', [waiver], [waiver, other], undefined],
  ['one more', [other], [other, waiver], ['waived', waiver, now, true]],
  ['one that was over before it came', [], [ended], undefined],
  ['one more that ends sooner', [waiver], [waiver, shorter], undefined],
  ['a longer one', [shorter], [shorter, waiver], ['waived', waiver, now, true]],
  [
    'one with another reason',
    [waiver],
    [{ ...waiver, reason: 'x' }],
    ['waived', { ...waiver, reason: 'x' }, now, true],
  ],
  ['the longer one taken back', [waiver, shorter], [shorter], ['waived', shorter, now, true]],
  ['the only one taken back', [waiver], [other], ['waiver-ended', waiver, now, true]],
  ['one that came to its end', [ended], [ended], ['waiver-ended', ended, now - 1, false]],
])('%s', (_, before, after, expected) => {
  const moved = waiverMovement(finding(), { waivers: before, at: then }, { waivers: after, at: now, published });
  expect(moved && [moved.change, moved.waiver, moved.at, moved.published !== undefined]).toEqual(expected);
});

test('the same movement has the same id, another waiver or moment another', () => {
  const ids = [
    [waiver, now],
    [waiver, now],
    [{ ...waiver, ticket: 'T' }, now],
    [waiver, now + 1],
  ].map(([each, at]) =>
    waiverMovement(finding(), { waivers: [], at: then }, { waivers: [each as Waiver], at: at as number }),
  );
  expect(new Set(ids.map((each) => each?.id)).size).toBe(3);
});
