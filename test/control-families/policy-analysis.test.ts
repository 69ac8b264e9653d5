import { expect, test } from 'vitest';
import { analysisOf } from '../../shared/control-families/policy-analysis.ts';

const allowing = (Condition?: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition }] });
const reading = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});
const until = allowing({ DateLessThan: { 'aws:CurrentTime': '2026-06-01T00:00:00Z' } });
const [before, after] = ['2026-05-01', '2026-07-01'].map((day) => Date.parse(day)) as [number, number];

test('what is remembered of policies that tell the time is of one moment, whichever of them tells it', () => {
  for (const input of [
    { kind: 'identity' as const, policy: until },
    { kind: 'identity' as const, policy: reading, alsoAttached: [until] },
    { kind: 'identity' as const, policy: allowing(), boundary: until },
  ]) {
    expect(analysisOf(input, before).adminAccess).toBe(true);
    expect(analysisOf(input, after).adminAccess).toBe(false);
  }
});

test('a policy of any size is analysed once for a moment in which nothing in it changes', () => {
  const large = JSON.stringify({
    Version: '2012-10-17',
    Statement: Array.from({ length: 400 }, (_, n) => ({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::bucket-${n}-${'x'.repeat(40)}/*`,
    })),
  });
  const input = { kind: 'identity' as const, policy: large };
  expect(analysisOf(input, after)).toBe(analysisOf({ ...input }, before));
});
