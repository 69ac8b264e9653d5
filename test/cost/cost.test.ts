import { describe, expect, test } from 'vitest';
import { awsToolsCost, breakEven, checksCost } from '../../infra/cost/aws-tools.ts';
import { byPassing, freeCost, idle, listCost } from '../../infra/cost/cases.ts';
import { prices, totalOf } from '../../infra/cost/prices.ts';
import { bytes, lists, shares, units, type Counted } from '../../infra/cost/units.ts';
import { usageOf } from '../../infra/cost/usage.ts';
import { costPageText } from '../../infra/generate/cost-page.ts';
import { lists as knownLists } from '../../shared/adapters/aws/readers/lists.ts';
import { sweptTypes } from '../../shared/app/service/sweep.ts';
import { resourceTypes } from '../../shared/catalogue.ts';
import { countedDigestLook, countedHour, countedList } from './counted-hour.ts';
import { countedWeek } from './counted-week.ts';
import type { Used } from './metered.ts';

/** What is written rounds what was counted, and may lag behind it by a tenth. */
const saysAbout = (written: number, counted: number, what: string): void => {
  expect(Math.abs(written - counted), `${what}: ${written} is written, ${counted} was counted`).toBeLessThanOrEqual(
    Math.max(0.05, counted * 0.1),
  );
};

const saysUsed = (written: Counted, counted: Used, what: string): void => {
  for (const member of ['requests', 'reads', 'writes', 'messages'] as const) {
    saysAbout(written[member], counted[member], `${what}, ${member}`);
  }
};

const week = await countedWeek();

describe('units are what is used', () => {
  test('by the events of the example week, and what follows from them', () => {
    expect(week.delivered).toBeGreaterThan(500);
    saysUsed(units.event, week.judging, 'event');
    saysUsed(units.read, week.reading, 'read');
    saysUsed(units.sweptRead, week.sweeping, 'swept read');
    saysUsed(units.transition, week.handing, 'transition');
    saysUsed(units.told, week.telling, 'told');
    saysUsed(units.comparedRecord, week.comparing, 'compared record');
    saysAbout(bytes.event, week.bytes, 'bytes of an event');
    saysAbout(bytes.sweptRead, week.sweptBytes, 'bytes of a swept read');
  });
  test('as often as one thing leads to another there', () => {
    saysAbout(shares.changing, week.changing / week.delivered, 'changing');
    saysAbout(shares.reads, week.reads / week.delivered, 'reads');
    saysAbout(shares.transitions, week.transitions / week.delivered, 'transitions');
  });
  test('by an hour in which nothing happens, in one place and in two', async () => {
    const [one, two] = [await countedHour(1), await countedHour(2)];
    saysUsed(units.canary, one.canary, 'canary');
    for (const member of ['requests', 'reads', 'writes', 'messages'] as const) {
      const each = two.hour[member] - one.hour[member];
      saysAbout(units.place[member], each, `place, ${member}`);
      saysAbout(units.hour[member], one.hour[member] - each, `hour, ${member}`);
    }
  });
  test('by an hour in which no digest is due', async () => {
    saysUsed(units.digestLook, await countedDigestLook(), 'look for a digest');
  });
  test('by a list of the daily look, of which there are so many', async () => {
    saysUsed(units.list, await countedList(), 'list');
    const swept = sweptTypes(resourceTypes).filter(({ name }) => name in knownLists);
    const once = swept.filter(({ name }) => /^(iam|organizations|sso|s3)\//.test(name)).length;
    saysAbout(lists.account, once, 'lists once an account');
    saysAbout(lists.region, swept.length - once, 'lists in each Region');
  });
});

describe('a month', () => {
  test('in which nothing happens costs at most $5 at list prices, and half of it after what is always free', () => {
    expect(listCost(idle)).toBeLessThanOrEqual(5);
    expect(freeCost(idle)).toBeLessThanOrEqual(2.5);
    expect(totalOf(usageOf(idle)) - listCost(idle)).toBe(prices.dashboards.dollars);
  });
  test('costs more for each event, account, resource and open finding, and never less', () => {
    const load = { ...idle, events: 1_000, openFindings: 10 };
    const base = listCost(load);
    for (const more of [
      { events: 2_000 },
      { accounts: 2 },
      { regions: 3 },
      { resources: 300 },
      { openFindings: 5_000 },
      { metricsAboveZero: 1 },
    ]) {
      expect(listCost({ ...load, ...more }), JSON.stringify(more)).toBeGreaterThan(base);
    }
  });
  test('is never cheaper at list prices than after what is free, the dashboard aside', () => {
    for (const load of byPassing) expect(freeCost(load)).toBeLessThanOrEqual(listCost(load));
  });
});

describe("AWS's own tools", () => {
  test('charge checks by tiers', () => {
    expect(checksCost(0)).toBe(0);
    expect(checksCost(100_000)).toBeCloseTo(100);
    expect(checksCost(500_000)).toBeCloseTo(100 + 320);
    expect(checksCost(600_000)).toBeCloseTo(100 + 320 + 50);
  });
  test('are cheaper until so many events, and not from then on', () => {
    const [load] = byPassing;
    if (!load) throw new Error('there is no month');
    const events = breakEven(load, listCost);
    expect(events).toBeGreaterThan(1);
    expect(listCost({ ...load, events: events - 1 })).toBeGreaterThan(awsToolsCost({ ...load, events: events - 1 }));
    expect(listCost({ ...load, events })).toBeLessThanOrEqual(awsToolsCost({ ...load, events }));
  });
  test('recorded daily cost no more for a resource that changes more often', () => {
    const load = { ...idle, events: 1_000_000 };
    expect(awsToolsCost(load, { isDaily: true })).toBe(awsToolsCost({ ...load, events: 9_000_000 }, { isDaily: true }));
    expect(awsToolsCost(load, { isDaily: true })).toBeLessThan(awsToolsCost(load));
  });
});

test('a page without its sections is refused', () => {
  expect(() => costPageText('# What it costs')).toThrow('idle');
});
