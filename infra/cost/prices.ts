/** What AWS charges for one unit. */
export interface Price {
  /** What is counted, in the plural. */
  unit: string;
  dollars: number;
  /** What is free each month for good, in every account or organization; not what new accounts are given. */
  free: number;
  /** Whether it was not found in writing at AWS or in its price lists, but told by others or remembered. */
  isUncertain?: true;
}

const million = 1_000_000;

/** Where and when the prices held: the list of us-east-1, as gathered on that day; most other Regions are up to a fifth dearer. */
export const pricesOf = { region: 'us-east-1', day: '2026-11-23' } as const;

/**
 * List prices of everything that the stack uses. Free allowances are those that do not end with an account's first year.
 * [AWS's pricing pages and copies of them; AWS Free Tier, always free]
 */
export const prices = {
  lambdaRequests: { unit: 'Lambda requests', dollars: 0.2 / million, free: million },
  lambdaSeconds: { unit: 'Lambda GB-seconds, arm64', dollars: 0.0000133334, free: 400_000 },
  sqsRequests: { unit: 'SQS requests', dollars: 0.4 / million, free: million },
  writeUnits: { unit: 'DynamoDB write units', dollars: 0.625 / million, free: 0 },
  readUnits: { unit: 'DynamoDB read units', dollars: 0.125 / million, free: 0 },
  storedGigabytes: { unit: 'DynamoDB GB stored', dollars: 0.25, free: 25 },
  recoverableGigabytes: { unit: 'DynamoDB GB recoverable (PITR)', dollars: 0.2, free: 0 },
  keys: { unit: 'KMS keys', dollars: 1, free: 0 },
  keyRequests: { unit: 'KMS requests', dollars: 0.03 / 10_000, free: 20_000 },
  metrics: { unit: 'CloudWatch metrics', dollars: 0.3, free: 10 },
  alarmMetrics: { unit: 'CloudWatch alarms, by metric', dollars: 0.1, free: 10 },
  compositeAlarms: { unit: 'CloudWatch composite alarms', dollars: 0.5, free: 0 },
  dashboards: { unit: 'CloudWatch dashboards', dollars: 3, free: 3 },
  metricRequests: { unit: 'CloudWatch requests', dollars: 0.01 / 1_000, free: million },
  logGigabytes: { unit: 'CloudWatch GB of logs', dollars: 0.5, free: 5 },
  forwardedEvents: { unit: 'EventBridge events to a bus elsewhere', dollars: 1 / million, free: 0 },
  scheduledRuns: { unit: 'Scheduler runs', dollars: 1 / million, free: 14 * million, isUncertain: true },
  topicRequests: { unit: 'SNS requests', dollars: 0.5 / million, free: million, isUncertain: true },
  mails: { unit: 'SES mails', dollars: 0.1 / 1_000, free: 0, isUncertain: true },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;

/** How much of everything a month takes. */
export type Usage = Readonly<Record<PriceName, number>>;

export const priceNames = Object.keys(prices) as readonly PriceName[];

/** What one thing costs: at its list price, or after what is free of it where nothing else uses that up. */
export const dollarsOf = (usage: Usage, name: PriceName, { isFree = false }: { isFree?: boolean } = {}): number => {
  const { dollars, free } = prices[name];
  return Math.max(0, usage[name] - (isFree ? free : 0)) * dollars;
};

/** What everything costs, or everything of some names. */
export const totalOf = (
  usage: Usage,
  { isFree = false, names = priceNames }: { isFree?: boolean; names?: readonly PriceName[] } = {},
): number => names.reduce((sum, name) => sum + dollarsOf(usage, name, { isFree }), 0);
