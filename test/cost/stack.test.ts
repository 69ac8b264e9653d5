import { expect, test } from 'vitest';
import { stack } from '../../infra/cost/units.ts';
import { metricsLine } from '../../shared/adapters/aws/service/emf.ts';
import { composed, declaredFunctions } from '../infra/composed.ts';
import { homeStack, ofType, store } from '../infra/stacks.ts';

const home = homeStack();

test('what is paid for by its number is what the templates have', () => {
  const alarms = ofType(home, 'AWS::CloudWatch::Alarm');
  expect(ofType(store(), 'AWS::KMS::Key').length + ofType(home, 'AWS::KMS::Key').length).toBe(stack.keys);
  expect(ofType(home, 'AWS::CloudWatch::CompositeAlarm').length).toBe(stack.compositeAlarms);
  expect(ofType(home, 'AWS::CloudWatch::Dashboard').length).toBe(stack.dashboards);
  // An alarm on an expression is paid for by the metrics in it, one on high resolution three times.
  const metrics = alarms.map(({ properties }) => {
    const several = (properties['Metrics'] ?? []) as { MetricStat?: object }[];
    return several.length === 0 ? 1 : several.filter(({ MetricStat }) => MetricStat).length;
  });
  expect(metrics.reduce((sum, each) => sum + each, 0)).toBe(stack.alarmMetrics);
  for (const { id, properties } of alarms) expect((properties['Period'] as number) % 60, id).toBe(0);
});
test('Lambda polls as many queues, and each source has a bound', () => {
  const polled = ofType(home, 'AWS::Lambda::EventSourceMapping').filter(
    ({ properties }) => !('StartingPosition' in properties),
  );
  expect(polled.length).toBe(stack.polledQueues);
  for (const { id, properties } of polled) {
    expect(properties['ScalingConfig']?.MaximumConcurrency, id).toBeGreaterThan(1);
    expect('ProvisionedPollerConfig' in properties, id).toBe(false);
  }
});
test('the Scheduler runs as often', () => {
  const kinds = ofType(home, 'AWS::Scheduler::Schedule').map(({ properties }) => {
    const [, hour, , , weekday] =
      /^cron\(\S+ (\S+) (\S+) (\S+) (\S+) \S+\)$/.exec(properties['ScheduleExpression'] as string) ?? [];
    if (hour === '*') return 'hourly';
    return weekday === '?' || weekday === '*' ? 'daily' : 'weekly';
  });
  const { hourly, daily, weekly } = stack.schedules;
  expect(kinds.toSorted()).toEqual([
    ...Array.from({ length: daily }, () => 'daily'),
    ...Array.from({ length: hourly }, () => 'hourly'),
    ...Array.from({ length: weekly }, () => 'weekly'),
  ]);
});
test('queues have as many who put something into them', () => {
  const names = ofType(home, 'AWS::SQS::Queue').flatMap(({ name }) =>
    name.endsWith('-dlq') ? [] : [name.replace('sagewatch-prod-', '')],
  );
  expect(stack.queues.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  for (const { name, producers, consumers } of stack.queues) {
    const mayFrom = (action: string): number =>
      ofType(home, 'AWS::IAM::ManagedPolicy').filter(({ properties }) =>
        (properties['PolicyDocument'].Statement as { Action: string | string[]; Resource: string | string[] }[]).some(
          ({ Action, Resource }) =>
            [Action].flat().includes(action) &&
            [Resource].flat().some((arn) => arn.endsWith(`:sagewatch-prod-${name}`)),
        ),
      ).length;
    const rules = name === 'events' ? 1 : 0;
    expect(mayFrom('sqs:SendMessage') + rules, name).toBe(producers);
    expect(mayFrom('sqs:ReceiveMessage'), name).toBe(consumers);
  }
});
test('functions have as much memory', () => {
  const memory = Object.fromEntries(
    Object.entries(declaredFunctions()).map(([name, { memorySize }]) => [name, memorySize]),
  );
  expect(memory).toEqual(stack.memory);
});
test('metrics of our own are as many, without dimensions', () => {
  const named = new Set([
    ...ofType(home, 'AWS::CloudWatch::Alarm').flatMap(({ properties }) =>
      properties['Namespace'] === 'Sagewatch' ? [properties['MetricName'] as string] : [],
    ),
    ...dashboardMetrics().flatMap(([namespace, name]) => (namespace === 'Sagewatch' ? [String(name)] : [])),
  ]);
  expect(named.size).toBe(stack.metrics.always + stack.metrics.atTimes);
  const line = JSON.parse(metricsLine({ Lag: [1, 2], CanaryAge: 3 }, 0) ?? '') as {
    _aws: { CloudWatchMetrics: { Dimensions: unknown }[] };
  };
  expect(line._aws.CloudWatchMetrics.map(({ Dimensions }) => Dimensions)).toEqual([[[]]]);
});
test('the dashboard shows no more metrics than a free one may', () => {
  expect(dashboardMetrics().length).toBeGreaterThan(20);
  expect(dashboardMetrics().length).toBeLessThanOrEqual(50);
});

/** Every metric that the dashboard shows. */
const dashboardMetrics = (): unknown[][] => {
  const { widgets } = JSON.parse(home['Dashboard']?.properties['DashboardBody'] as string) as {
    widgets: { properties: { metrics?: unknown[][] } }[];
  };
  return widgets.flatMap(({ properties }) => properties.metrics ?? []);
};

test('the budget tells operations before it is reached, by the tag that everything has', () => {
  const { Budget, NotificationsWithSubscribers } = home['Budget']?.properties ?? {};
  expect(Budget).toMatchObject({
    BudgetType: 'COST',
    TimeUnit: 'MONTHLY',
    BudgetLimit: { Amount: '15', Unit: 'USD' },
    CostFilters: { TagKeyValue: ['user:sagewatch$prod'] },
  });
  const topic = home['OperationsTopic']?.arn;
  expect(NotificationsWithSubscribers).toEqual(
    [
      { NotificationType: 'ACTUAL', Threshold: 80 },
      { NotificationType: 'FORECASTED', Threshold: 100 },
    ].map((each) => ({
      Notification: { ...each, ComparisonOperator: 'GREATER_THAN', ThresholdType: 'PERCENTAGE' },
      Subscribers: [{ SubscriptionType: 'SNS', Address: topic }],
    })),
  );
  expect(Object.keys(composed().Parameters ?? {})).toContain('MonthlyBudget');
});
