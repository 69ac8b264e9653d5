/** What is used of the table and of the queues. */
export interface Counted {
  /** Requests to the table: they cost nothing by themselves, but time. */
  requests: number;
  reads: number;
  writes: number;
  /** Messages that are put into queues. */
  messages: number;
}

const counted = (requests: number, reads: number, writes: number, messages: number): Counted => ({
  requests,
  reads,
  writes,
  messages,
});

/**
 * What single things cost, on average. test/cost counts each by the functions' own code on a table in memory, the events by
 * those of the example week that pass the rules, and holds what is written here to be within a tenth of it.
 */
export const units = {
  /** An event that passes the rules. The week has more that is wrong than most: findings are what costs. */
  event: counted(10.3, 13, 47.6, 0.07),
  /** A read that an event asks for. */
  read: counted(20.4, 23.7, 15.4, 0.19),
  /** A read of the daily look. */
  sweptRead: counted(17.4, 23, 17.1, 0.08),
  /** What a finding came to, handed on. */
  transition: counted(1, 0, 3.4, 1),
  /** What a finding came to, told to people or left for the digest: with its wait, and with its way to one channel. */
  told: counted(15.5, 14.4, 2.7, 1),
  /** A record that CloudTrail remembers, looked up in the ledger. */
  comparedRecord: counted(0.02, 1, 0, 0),
  /** The two changes of the canary. */
  canary: counted(11, 8, 15, 0),
  /** The hourly job. */
  hour: counted(18, 10.5, 8, 0),
  /** The hourly job, for each account and Region. */
  place: counted(6, 4, 4, 1),
  /** The hourly look whether a digest is due; nearly always none is. */
  digestLook: counted(2, 2, 0, 0),
  /** A list of the daily look. */
  list: counted(5, 4, 1, 0),
} as const;

/** How often one thing leads to another in the example week; counted like the units. */
export const shares = {
  /** Of the events that pass the rules, those that change something that a control looks at. */
  changing: 0.96,
  /** Reads for each event that passes the rules. */
  reads: 0.08,
  transitions: 0.21,
} as const;

/** Bytes that stay in the table. */
export const bytes = { event: 2_800, sweptRead: 1_000 } as const;

/** Types that the daily look lists: once an account, and in each Region. */
export const lists = { account: 10, region: 26 } as const;

/** What there is once a deployment. test/cost counts it in the templates. */
export const stack = {
  keys: 1,
  alarmMetrics: 13,
  compositeAlarms: 1,
  dashboards: 1,
  /** Metrics of our own that are published each hour, and those only while they are not zero or something is wrong. */
  metrics: { always: 3, atTimes: 7 },
  /** Queues that Lambda polls. */
  polledQueues: 3,
  schedules: { hourly: 3, daily: 1, weekly: 0 },
  /** Who puts something into a queue, and who takes it out. */
  queues: [
    { name: 'events', producers: 2, consumers: 1 },
    { name: 'work', producers: 4, consumers: 1 },
    { name: 'notices', producers: 3, consumers: 1 },
  ],
  /** Megabytes of memory. */
  memory: {
    evaluate: 512,
    work: 1_024,
    sweep: 512,
    reconcile: 512,
    canary: 512,
    notify: 512,
    tell: 512,
    digest: 1_024,
  },
} as const;

export type FunctionName = keyof typeof stack.memory;
