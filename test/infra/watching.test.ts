import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { templateAt } from './composed.ts';
import { account, home, homeStack, ofType, propertiesIn } from './stacks.ts';

const stack = homeStack();
const alarms = ofType(stack, 'AWS::CloudWatch::Alarm');
const operations = `arn:aws:sns:${home}:${account}:sagewatch-prod-operations`;

/** What the functions write into their logs, as their sources say. */
const sources = ['functions', 'shared/app/service', 'shared/adapters/aws/service']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`))
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

const runbook = readFileSync('docs/runbook.md', 'utf8');

describe('alarms', () => {
  test('all go to the operations topic, when they begin and when they end, and say where to read on', () => {
    const all = [...alarms, ...ofType(stack, 'AWS::CloudWatch::CompositeAlarm')];
    expect(all.length).toBeGreaterThan(10);
    for (const { id, name, properties } of all) {
      expect(properties['AlarmActions'], id).toEqual([operations]);
      expect(properties['OKActions'], id).toEqual([operations]);
      expect(runbook, id).toContain(`\n## ${name.replace('sagewatch-prod-', '')}\n`);
      expect(properties['AlarmDescription'], id).toMatch(
        new RegExp(`docs/runbook\\.md#${name.replace('sagewatch-prod-', '')}$`),
      );
    }
  });
  test('where nothing is heard, the canary and the daily job are missed; counts are not', () => {
    const missed = alarms
      .filter(({ properties }) => properties['TreatMissingData'] === 'breaching')
      .map(({ id }) => id);
    expect(missed.toSorted()).toEqual(['CanaryAlarm', 'SweepOverdueAlarm']);
    const others = alarms.filter(({ id }) => !missed.includes(id));
    expect(new Set(others.map(({ properties }) => properties['TreatMissingData']))).toEqual(new Set(['notBreaching']));
  });
  test('look at metrics that are published, without dimensions', () => {
    const own = alarms.filter(({ properties }) => properties['Namespace'] === 'Sagewatch');
    expect(own.length).toBeGreaterThan(5);
    const filtered = new Set(
      ofType(stack, 'AWS::Logs::MetricFilter').map(
        ({ properties }) => properties['MetricTransformations'][0].MetricName as string,
      ),
    );
    for (const { id, properties } of own) {
      const metric = properties['MetricName'] as string;
      expect('Dimensions' in properties, id).toBe(false);
      if (!filtered.has(metric)) expect(sources, id).toMatch(new RegExp(`\\b${metric}\\b`));
    }
  });
  test('watch every queue of what could not be done', () => {
    const watched = alarms.flatMap(({ properties }) =>
      properties['MetricName'] === 'ApproximateNumberOfMessagesVisible'
        ? [properties['Dimensions'][0].Value as string]
        : [],
    );
    const queues = ofType(stack, 'AWS::SQS::Queue').filter(({ id }) => /DeadLetters/.test(id));
    expect(watched.toSorted()).toEqual(queues.map(({ name }) => name).toSorted());
  });
  test('Sagewatch is blind when one of these alarms that there are says so', () => {
    const rule = propertiesIn(stack, 'BlindAlarm')['AlarmRule'] as string;
    const named = [...rule.matchAll(/ALARM\("([^"]+)"\)/g)].map(([, name]) => name);
    expect(
      rule
        .replaceAll(/ALARM\("[^"]+"\)/g, 'A')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ).toMatch(/^A( OR A)+$/);
    expect(named).toContain('sagewatch-prod-canary');
    for (const name of named) expect(alarms.map((alarm) => alarm.name)).toContain(name);
  });
  test('can be told of while the key is disabled: their topic has none, and takes from CloudWatch and Budgets on our behalf', () => {
    const [, ...allowed] = propertiesIn(stack, 'OperationsTopicPolicy')['PolicyDocument'].Statement as {
      Principal: object;
      Condition: { StringEquals: object };
    }[];
    expect(allowed.map(({ Principal }) => Principal)).toEqual([
      { Service: 'cloudwatch.amazonaws.com' },
      { Service: 'budgets.amazonaws.com' },
    ]);
    for (const { Condition } of allowed) expect(Condition.StringEquals).toEqual({ 'aws:SourceAccount': account });
  });
});

describe('logs', () => {
  test('the line that a metric is made of is the line that is written', () => {
    const { FilterPattern } = propertiesIn(stack, 'QuarantinedFilter');
    const [, message = ''] = /\$\.message = "([^"]+)"/.exec(FilterPattern as string) ?? [];
    expect(sources).toContain(`'${message}'`);
  });
  test('queries ask for lines that are written, in groups that there are', () => {
    const groups = new Set(ofType(stack, 'AWS::Logs::LogGroup').map(({ name }) => name));
    const queries = ofType(stack, 'AWS::Logs::QueryDefinition');
    expect(queries.length).toBeGreaterThan(3);
    for (const { id, properties } of queries) {
      for (const group of properties['LogGroupNames'] as string[]) expect(groups, id).toContain(group);
      for (const [, message] of (properties['QueryString'] as string).matchAll(/message = "([^"]+)"/g)) {
        expect(sources, id).toContain(`'${message}'`);
      }
    }
  });
});

describe('the dashboard', () => {
  const body = JSON.parse(propertiesIn(stack, 'Dashboard')['DashboardBody'] as string) as {
    widgets: {
      type: string;
      x: number;
      y: number;
      width: number;
      height: number;
      properties: { alarms?: string[]; metrics?: unknown[][] };
    }[];
  };

  test('shows every alarm', () => {
    const shown = body.widgets.flatMap(({ properties }) => properties.alarms ?? []);
    const all = [...alarms, ...ofType(stack, 'AWS::CloudWatch::CompositeAlarm')].map(({ arn }) => arn);
    expect(shown.toSorted()).toEqual(all.toSorted());
  });
  test('shows what there is', () => {
    const names = new Set(Object.values(stack).map(({ name }) => name));
    for (const [namespace, metric, , name] of body.widgets.flatMap(({ properties }) => properties.metrics ?? [])) {
      if (namespace === 'Sagewatch') expect(sources).toMatch(new RegExp(`\\b${String(metric)}\\b`));
      else if (namespace !== 'AWS/DynamoDB') expect(names, `${String(namespace)} ${String(metric)}`).toContain(name);
    }
  });
  test('has its parts side by side, and none over another', () => {
    const cells = body.widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, at) => `${x + (at % width)} ${y + Math.floor(at / width)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { x, width } of body.widgets) expect(x + width).toBeLessThanOrEqual(24);
  });
});

test('what must outlive everything is kept, and taken back only where its very creation fails', () => {
  const { Store, StoreKey } = templateAt('infra/table.yml').Resources;
  for (const resource of [Store, StoreKey]) {
    expect(resource).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  }
});
