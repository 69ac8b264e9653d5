import { readFileSync } from 'node:fs';
import type { Message } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { dynamoStore, type DynamoStore } from '../../shared/adapters/aws/dynamo/store.ts';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { replay } from '../../shared/app/replay.ts';
import { workMessage } from '../../shared/app/service/messages.ts';
import type { NoticeMessage } from '../../shared/app/service/notices.ts';
import { publishConfiguration } from '../../shared/app/service/published-configuration.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import type { Finding } from '../../shared/core/finding.ts';
import type { Store } from '../../shared/ports.ts';
import { deliveredBy } from '../../shared/delivery/delivered.ts';
import { eventOf } from '../../shared/delivery/envelope.ts';
import { deliveryRules } from '../../shared/delivery/rules.ts';
import { parsePattern } from '../../shared/event-pattern/index.ts';
import { clientOf } from '../adapters/dynamo/fake-dynamo.ts';
import { deliveredOn, exampleConfiguration } from '../examples/play.ts';
import { ask, deployed, stage, type Deployed } from './deployed.ts';
import { handed, recordsOf, streamed, taken } from './pollers.ts';
import { motoHandle } from './tables.ts';
import { contentOf, put, recordedOn } from './trail-events.ts';

const days = (process.env['AWS_DAYS'] ?? '09,10,11').split(',');

let service: Deployed;
let environment: Record<string, string>;
let store: DynamoStore;

const queue = (name: 'EVENTS' | 'WORK' | 'NOTICES'): string => environment[`${name}_QUEUE_URL`] ?? '';
const parameter = async (name: string): Promise<string> => {
  const input = { Name: `/sagewatch/${stage}/store/${name}` };
  const target = 'AmazonSSM.GetParameter';
  const answer = await ask({ service: 'ssm', method: 'POST', target, input });
  return (answer as { Parameter: { Value: string } }).Parameter.Value;
};

beforeAll(async () => {
  service = await deployed();
  environment = await service.environmentOf(`sagewatch-${stage}-evaluate`);
  store = dynamoStore({
    table: await parameter('table'),
    client: clientOf(motoHandle()),
    clock: systemClock,
    sleep: async () => {},
  });
}, 400_000);

afterAll(async () => service?.close());

const findingsIn = async (from: Store): Promise<Finding[]> =>
  (await Array.fromAsync(from.findings({}))).toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What the command line finds in the same days. */
const replayedLocally = async (): Promise<Finding[]> => {
  const local = sqliteStore(':memory:');
  const configuration = exampleConfiguration();
  await replay((await localFiles(days.flatMap(deliveredOn))).files, {
    store: local,
    clock: systemClock,
    // The service has no copies of what AWS manages.
    saved: { state: () => undefined },
    catalogue: catalogueOf(resourceTypes, controls, configuration),
    configuration,
  });
  const findings = await findingsIn(local);
  await local.close();
  return findings;
};

const filterOfNotify = () => {
  const [, text = ''] = /Pattern: '([^']+)'/.exec(readFileSync('infra/sources.yml', 'utf8')) ?? [];
  const read = parsePattern(text);
  if ('invalid' in read) throw new Error(read.invalid);
  return read.pattern;
};

test('every source wakes its function', () => {
  expect(service.sources.toSorted()).toEqual([
    `sagewatch-${stage}-events → sagewatch-${stage}-evaluate`,
    `sagewatch-${stage}-work → sagewatch-${stage}-work`,
    `stream → sagewatch-${stage}-notify`,
  ]);
});

test('days of the example week, put onto the buses, end as findings that are those of a local replay', async () => {
  const time = (what: string, begun = performance.now()) => () =>
    console.log(`${what}: ${Math.round(performance.now() - begun)} ms`);
  await publishConfiguration(store, {
    text: readFileSync('examples/sagewatch.yml', 'utf8'),
    document: parse(readFileSync('examples/sagewatch.yml', 'utf8')),
    at: systemClock.now(),
    by: 'test',
  });

  const recorded = await recordedOn(days);
  let done = time('put');
  await put(recorded);
  done();
  const messages = await taken(queue('EVENTS'));
  const events = messages.map(({ Body = '' }) => JSON.parse(Body) as Record<string, unknown>);

  // moto's matcher is another than EventBridge's: what it delivers has to be what ours says.
  const configuration = exampleConfiguration();
  const isDelivered = deliveredBy(deliveryRules(catalogueOf(resourceTypes, controls, configuration)));
  const sent = new Map(recorded.map((read) => [contentOf(eventOf(read)), eventOf(read)]));
  const expected = new Set(recorded.filter(isDelivered).map((read) => contentOf(eventOf(read))));
  const arrived = new Set(events.map(contentOf));
  console.log('recorded', recorded.length, 'messages', messages.length, 'expected', expected.size, 'arrived', arrived.size, 'missing', expected.difference(arrived).size, 'more', arrived.difference(expected).size);
  expect([...arrived].toSorted()).toEqual([...expected].toSorted());

  // moto leaves the account out, and forwards as if from the hub's Region: AWS does neither.
  const whole = messages.map(
    (message, index): Message => ({
      ...message,
      Body: JSON.stringify({ ...events[index], ...sent.get(contentOf(events[index] ?? {})) }),
    }),
  );
  const evaluate = await service.start('evaluate');
  done = time('evaluate');
  expect(await handed(evaluate, `sagewatch-${stage}-events`, whole)).toEqual([]);
  done();

  done = time('findings');
  const findings = await findingsIn(store);
  done();
  const local = await replayedLocally();
  expect(findings.map(({ id, controlId, status }) => `${id} ${controlId} ${status}`)).toEqual(
    local.map(({ id, controlId, status }) => `${id} ${controlId} ${status}`),
  );
  for (const [index, finding] of findings.entries()) expect(finding).toEqual(local[index]);
  console.log('findings', findings.length);
  expect(findings.length).toBeGreaterThan(10);

  // What was left open is asked for.
  const work = await taken(queue('WORK'));
  expect(work.length).toBeGreaterThan(0);
  for (const { Body = '' } of work) expect(workMessage.parse(JSON.parse(Body)).kind).toBe('read');

  const notify = await service.start('notify');
  const stream = await parameter('stream');
  done = time('notify');
  const passed = await streamed(notify, await recordsOf(stream), filterOfNotify(), stream);
  done();
  const notices = (await taken(queue('NOTICES'))).map(({ Body = '' }) => JSON.parse(Body) as NoticeMessage);
  const told = notices.map((notice) => (notice.kind === 'transition' ? notice.transition.id : notice.kind));
  const moved: string[] = [];
  for (const { id } of findings) moved.push(...(await store.transitionsOf(id)).map((transition) => transition.id));
  console.log('transitions', passed, 'work', work.length);
  expect(told.toSorted()).toEqual(moved.toSorted());
  expect(new Set(told).size).toBe(passed);
  expect(await store.pendingTransitions(1)).toEqual([]);
}, 600_000);
