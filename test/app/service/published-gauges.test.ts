import { expect, test } from 'vitest';
import type { Gauges } from '../../../shared/app/service/gauges.ts';
import { publishedGauges } from '../../../shared/app/service/published-gauges.ts';

const well: Gauges = {
  CanaryAge: 0,
  OpenCritical: 0,
  OverdueCritical: 0,
  Overdue: 0,
  OldestPending: 0,
  SilentSources: 0,
};

/** What is published, hour by hour. */
const hours = async (...gauges: readonly Gauges[]): Promise<object[]> => {
  const held: Record<string, string> = {};
  const published: object[] = [];
  for (const each of gauges) {
    const told = await publishedGauges(each, { store: { checkpoint: async (name) => held[name] } });
    published.push(told.published);
    Object.assign(held, told.kept);
  }
  return published;
};

test('while all is well, the canary alone is told of, at whatever age', async () => {
  expect(await hours(well, { ...well, CanaryAge: 3_000 })).toEqual([{ CanaryAge: 0 }, { CanaryAge: 3_000 }]);
});
test('what is above zero is told of each hour, and once more when it is over', async () => {
  const open = { ...well, OpenCritical: 2, Overdue: 1 };
  expect(await hours(well, open, open, { ...well, Overdue: 1 }, well, well)).toEqual([
    { CanaryAge: 0 },
    { CanaryAge: 0, OpenCritical: 2, Overdue: 1 },
    { CanaryAge: 0, OpenCritical: 2, Overdue: 1 },
    { CanaryAge: 0, OpenCritical: 0, Overdue: 1 },
    { CanaryAge: 0, Overdue: 0 },
    { CanaryAge: 0 },
  ]);
});
test('a canary that never came back has no age, and nothing is told of it', async () => {
  const { CanaryAge: _, ...unseen } = well;
  expect(await hours(unseen, { ...unseen, SilentSources: 1 })).toEqual([{}, { SilentSources: 1 }]);
});
