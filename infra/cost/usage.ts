import { assumptions, month } from './assumptions.ts';
import type { Usage } from './prices.ts';
import { bytes, lists, shares, stack, units, type Counted, type FunctionName } from './units.ts';

/** What is watched, and what happens there in a month. */
export interface Load {
  /** Management events that pass the rules, of all accounts together. */
  events: number;
  accounts: number;
  /** In which each account is watched. */
  regions: number;
  /** That the daily look reads, in each account. */
  resources: number;
  openFindings: number;
  /** Metrics that are published only while they are not zero, and are not. */
  metricsAboveZero: number;
}

/** How often everything is done. */
const timesOf = ({ events, accounts, regions, resources }: Load) => {
  const { page, writing, passing } = assumptions;
  const places = accounts * regions;
  const written = (events / passing) * writing;
  return {
    events,
    canaries: month.hours,
    hours: month.hours,
    places: places * month.hours,
    reads: events * shares.reads,
    sweptReads: accounts * resources * month.days,
    lists: accounts * (lists.account + lists.region * regions) * month.days,
    pages: places * month.hours + (written * page.looks) / page.records,
    comparedRecords: events * page.looks,
    transitions: events * shares.transitions,
    forwarded: events * (1 - 1 / places) + month.hours,
  };
};

type Times = ReturnType<typeof timesOf>;

/** How often each function runs, an event, a message or a transition at a time. */
const runsOf = (times: Times): Readonly<Record<FunctionName, number>> => ({
  evaluate: times.events + 2 * times.canaries,
  work: times.reads + times.sweptReads + times.lists + times.pages,
  sweep: month.days,
  reconcile: times.hours,
  canary: times.canaries,
  notify: times.transitions,
  tell: times.transitions * (1 + units.told.messages),
  digest: times.hours,
});

/** What was counted, so many times. */
const countsOf = (times: Times): readonly (readonly [number, Counted])[] => [
  [times.events, units.event],
  [times.reads, units.read],
  [times.sweptReads, units.sweptRead],
  [times.transitions, units.transition],
  [times.transitions, units.told],
  [times.comparedRecords, units.comparedRecord],
  [times.canaries, units.canary],
  [times.hours, units.hour],
  [times.hours, units.digestLook],
  [times.places, units.place],
  [times.lists, units.list],
];

const sumOf = (counts: readonly (readonly [number, Counted])[], member: keyof Counted): number =>
  counts.reduce((sum, [times, each]) => sum + times * each[member], 0);

const secondsOf = (times: Times, runs: Readonly<Record<FunctionName, number>>): number => {
  const { start, tableRequest, send, read, list, page, other } = assumptions.milliseconds;
  const taking = ({ requests, messages }: Counted): number => requests * tableRequest + messages * send;
  const atWork: Readonly<Record<FunctionName, number>> = {
    evaluate: times.events * taking(units.event) + times.canaries * taking(units.canary),
    work:
      times.reads * (read + taking(units.read)) +
      times.sweptReads * (read + taking(units.sweptRead)) +
      times.lists * (list + taking(units.list)) +
      times.pages * (page + send),
    sweep: (times.lists / 10) * send + runs.sweep * other,
    reconcile: times.hours * (other + taking(units.hour)) + times.places * taking(units.place),
    canary: runs.canary * other,
    notify: times.transitions * taking(units.transition),
    tell: times.transitions * (taking(units.told) + other),
    digest: runs.digest * taking(units.digestLook) + month.weeks * other,
  };
  const mostStarts = (month.hours * 60) / assumptions.idleMinutes;
  return (Object.keys(stack.memory) as FunctionName[]).reduce((sum, name) => {
    const milliseconds = atWork[name] + Math.min(runs[name], mostStarts) * start;
    return sum + (milliseconds / 1_000) * (stack.memory[name] / 1_024);
  }, 0);
};

/** The table asks for each function that uses it, and for the reader of its stream; SQS for each producer twice, for each consumer once. */
const keyRequestsOf = ({ canary: _, ...runs }: Readonly<Record<FunctionName, number>>): number => {
  const most = (month.hours * 60) / assumptions.keyMinutes;
  const byTable = Object.values(runs).reduce((sum, each) => sum + Math.min(each, most), 0);
  const byQueues = stack.queues.reduce((sum, { producers, consumers }) => sum + 2 * producers + consumers, 0);
  return byTable + most + (byQueues * month.hours) / assumptions.keyHours;
};

/** What a month takes of everything that costs. Storage is that of a year's end. */
export const usageOf = (load: Load): Usage => {
  const times = timesOf(load);
  const runs = runsOf(times);
  const counts = countsOf(times);
  const requests = Object.values(runs).reduce((sum, each) => sum + each, 0);
  const { atOnce, seconds } = assumptions.polls;
  const polls = stack.polledQueues * atOnce * ((month.hours * 3_600) / seconds);
  const messages = runs.evaluate + runs.work + runs.tell;
  const gigabytes = (12 * (times.events * bytes.event + times.sweptReads * bytes.sweptRead)) / 1e9;
  return {
    lambdaRequests: requests,
    lambdaSeconds: secondsOf(times, runs),
    sqsRequests: polls + messages * assumptions.requestsPerMessage,
    writeUnits: sumOf(counts, 'writes'),
    // The hourly job reads every open finding, and may read it a little late; and the link that it may have, which it may not.
    readUnits: sumOf(counts, 'reads') + times.hours * load.openFindings * 1.5,
    storedGigabytes: gigabytes,
    recoverableGigabytes: gigabytes,
    keys: stack.keys,
    keyRequests: keyRequestsOf(runs),
    metrics: stack.metrics.always + load.metricsAboveZero,
    alarmMetrics: stack.alarmMetrics,
    compositeAlarms: stack.compositeAlarms,
    dashboards: stack.dashboards,
    metricRequests: times.lists,
    logGigabytes: (requests * assumptions.logBytes) / 1e9,
    forwardedEvents: times.forwarded,
    scheduledRuns:
      stack.schedules.hourly * month.hours + stack.schedules.daily * month.days + stack.schedules.weekly * month.weeks,
    topicRequests: times.transitions,
    mails: month.weeks * assumptions.mailsPerWeek,
  };
};
