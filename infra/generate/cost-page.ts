import { awsToolsCost, breakEven } from '../cost/aws-tools.ts';
import { byManagement, byPassing, freeCost, idle, idleWithFindings, listCost } from '../cost/cases.ts';
import { dollarsOf, priceNames, prices, totalOf } from '../cost/prices.ts';
import { stack, units } from '../cost/units.ts';
import { usageOf, type Load } from '../cost/usage.ts';

const grouped = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Cents are told where they matter. */
const dollars = (value: number): string => `$${grouped(value, value < 100 ? 2 : 0)}`;

const amount = (value: number): string => grouped(value, value !== 0 && value < 10 && !Number.isInteger(value) ? 2 : 0);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

const idleTable = (): string => {
  const usage = usageOf(idle);
  const rows = priceNames.map((name) => [
    prices[name].unit,
    amount(usage[name]),
    dollars(dollarsOf(usage, name)),
    dollars(dollarsOf(usage, name, { isFree: true })),
  ]);
  return table(
    ['what', 'a month', 'at list price', 'after what is always free'],
    [
      ...rows,
      [
        '**all of it**, the dashboard one of the first three or left out',
        '',
        `**${dollars(listCost(idle))}**`,
        dollars(freeCost(idle)),
      ],
      [
        'with a dashboard that is the fourth',
        '',
        dollars(totalOf(usage)),
        dollars(freeCost(idle) + prices.dashboards.dollars),
      ],
      [
        'with findings open that are critical, and some that are overdue',
        '',
        dollars(listCost(idleWithFindings)),
        dollars(freeCost(idleWithFindings)),
      ],
    ],
  );
};

const costsOf = (load: Load): readonly string[] => {
  const [ours, continuous, daily] = [listCost(load), awsToolsCost(load), awsToolsCost(load, { isDaily: true })];
  const least = Math.min(ours, continuous, daily);
  return [ours, freeCost(load), continuous, daily].map((each) =>
    each === least ? `**${dollars(each)}**` : dollars(each),
  );
};

const columns = ['Sagewatch, list', 'after what is always free', 'Config + Security Hub', 'the same, recorded daily'];

const passingTable = (): string =>
  table(
    ['accounts', 'events that pass the rules', ...columns],
    byPassing.map((load) => [String(load.accounts), grouped(load.events, 0), ...costsOf(load)]),
  );

const managementTable = (): string =>
  table(
    ['accounts', 'management events', 'of which pass', ...columns],
    byManagement.map((load) => [
      String(load.accounts),
      grouped(load.managementEvents, 0),
      grouped(load.events, 0),
      ...costsOf(load),
    ]),
  );

const partsTable = (): string => {
  const usages = byPassing.map((load) => usageOf(load));
  return table(
    ['what', ...byPassing.map(({ accounts, events }) => `${accounts} × ${grouped(events / 1_000, 0)} k`)],
    priceNames
      .filter((name) => name !== 'dashboards')
      .map((name) => [prices[name].unit, ...usages.map((usage) => dollars(dollarsOf(usage, name)))]),
  );
};

const unitNames: Readonly<Record<keyof typeof units, string>> = {
  event: 'an event that passes the rules',
  read: 'a read that an event asks for',
  sweptRead: 'a read of the daily look',
  transition: 'a transition that is handed on',
  told: 'a transition that is told, or left for the digest',
  comparedRecord: "a record of CloudTrail's memory, looked up in the ledger",
  canary: "the canary's two changes, each hour",
  hour: 'the hourly job',
  place: 'the hourly job, for each account and Region',
  digestLook: 'the hourly look whether a digest is due',
  list: 'a list of the daily look',
};

const unitsTable = (): string =>
  table(
    ['what', 'requests to the table', 'read units', 'write units', 'messages'],
    (Object.keys(units) as (keyof typeof units)[]).map((name) => {
      const { requests, reads, writes, messages } = units[name];
      return [unitNames[name], ...[requests, reads, writes, messages].map((each) => String(each))];
    }),
  );

const perUnit = (value: number): string =>
  value >= 0.1
    ? `$${value}`
    : value >= 1e-3
      ? `$${grouped(value * 1_000, 2)} a thousand`
      : `$${grouped(value * 1e6, 3)} a million`;

const pricesTable = (): string =>
  table(
    ['what', 'price', 'always free'],
    priceNames.map((name) => {
      const { unit, dollars: each, free, ...rest } = prices[name];
      const isUncertain = 'isUncertain' in rest;
      return [`${unit}${isUncertain ? ' (from memory)' : ''}`, perUnit(each), free === 0 ? '' : grouped(free, 0)];
    }),
  );

const stackTable = (): string => {
  const { always, atTimes } = stack.metrics;
  return table(
    ['what', 'how many'],
    [
      ['keys', String(stack.keys)],
      ['metrics that are published each hour; others, only while they are not zero', `${always}; ${atTimes}`],
      ['alarms, each of one metric; composite alarms', `${stack.alarmMetrics}; ${stack.compositeAlarms}`],
      ['queues that Lambda polls', String(stack.polledQueues)],
      ['schedules: hourly, daily, weekly', Object.values(stack.schedules).join(', ')],
      ['dashboards', String(stack.dashboards)],
    ],
  );
};

const breakEvenText = (): string => {
  const [one, hundred] = [byPassing[0], byPassing.at(-1)];
  if (!one || !hundred) throw new Error('there is nothing to compare');
  const [alone, many] = [breakEven(one, listCost), breakEven(hundred, listCost)];
  return `One account: from about ${grouped(Math.round(alone / 10) * 10, 0)} events that pass the rules a month on, Sagewatch is the cheaper one. A hundred accounts: ${
    many <= 1 ? 'from the first event on' : `from about ${grouped(many, 0)} on`
  }.`;
};

const sections: Readonly<Record<string, () => string>> = {
  idle: idleTable,
  passing: passingTable,
  management: managementTable,
  parts: partsTable,
  units: unitsTable,
  prices: pricesTable,
  stack: stackTable,
  'break-even': breakEvenText,
};

/** The page of what it costs, its figures made anew between their marks. Every section has to be there once. */
export const costPageText = (page: string): string =>
  Object.entries(sections).reduce((text, [name, made]) => {
    const [begin, end] = [`<!-- ${name}: generated -->`, `<!-- ${name} ends -->`];
    const [before, inner, ...more] = text.split(begin);
    const after = inner?.split(end) ?? [];
    if (before === undefined || after.length !== 2 || more.length > 0) {
      throw new Error(`docs/cost.md has no section ${name}, or two`);
    }
    return `${before}${begin}\n${made()}\n${end}${after[1]}`;
  }, page);
