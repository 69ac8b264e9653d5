import { expect, test } from 'vitest';
import { chartPainter } from '../../shared/adapters/local/charts.ts';
import { chartsOf } from '../../shared/digest/charts.ts';
import { digestOf } from '../../shared/digest/digest-of.ts';
import { everybody } from '../../shared/digest/facts.ts';
import { episode, facts, finding, week } from '../digest/made.ts';

const sizeOf = (png: Uint8Array): [number, number] => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

test('a chart is a PNG of twice the size, the same for the same numbers, another for others', async () => {
  const paint = await chartPainter();
  const painted = (findings: Parameters<typeof facts>[0]) =>
    chartsOf(digestOf(facts(findings), everybody, week)).map((chart) => ({ chart, png: paint(chart) }));
  const [first, again, other] = [painted({}), painted({}), painted({ findings: [finding([episode(1)])] })];
  for (const { chart, png } of first) {
    expect([...png.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(sizeOf(png)).toEqual([2 * chart.width, 2 * chart.height]);
    expect(png.length).toBeLessThan(40_000);
  }
  expect(first.map(({ png }) => Buffer.from(png).toString('base64'))).toEqual(
    again.map(({ png }) => Buffer.from(png).toString('base64')),
  );
  for (const [index, { png }] of first.entries()) expect(Buffer.from(png).equals(other[index]?.png ?? png)).toBe(false);
});

test('texts are painted, each in its place: a chart without them is another', async () => {
  const paint = await chartPainter();
  const [chart] = chartsOf(digestOf(facts(), everybody, week));
  if (!chart) throw new Error('no chart');
  const bare = { ...chart, option: { ...chart.option, title: { show: false } } };
  expect(paint(bare).length).toBeLessThan(paint(chart).length);
});
