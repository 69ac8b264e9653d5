import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Message } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { dynamoStore, type DynamoStore } from '../../shared/adapters/aws/dynamo/store.ts';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { replay } from '../../shared/app/replay.ts';
import { workMessage, type WorkMessage } from '../../shared/app/service/messages.ts';
import type { NoticeMessage } from '../../shared/app/service/messages.ts';
import { publishConfiguration } from '../../shared/app/service/published-configuration.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { readConfiguration } from '../../shared/configuration/read.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import type { Finding } from '../../shared/core/finding.ts';
import { deliveredBy } from '../../shared/delivery/delivered.ts';
import { eventOf } from '../../shared/delivery/envelope.ts';
import { deliveryRules } from '../../shared/delivery/rules.ts';
import type { Store } from '../../shared/ports.ts';
import { clientOf } from '../adapters/dynamo/fake-dynamo.ts';
import { deliveredOn, exampleConfiguration } from '../examples/play.ts';
import { record } from '../fixtures/record.ts';
import { slackStandIn } from '../notices/slack-stand-in.ts';
import { account, ask, deployed, parameter, region, regions, stage, type Deployed } from './deployed.ts';
import { handsOutDigests } from './digested.ts';
import { filterOfNotify, handed, recordsOf, sqsEvent, streamed, taken } from './pollers.ts';
import { keepSecret, subscribed } from './reading.ts';
import { motoHandle, remade } from './tables.ts';
import { contentOf, put, recordedOn } from './trail-events.ts';

const days = ['10', '15'];

let service: Deployed;
let environment: Record<string, string>;
let store: DynamoStore;
let stream: string;

const queue = (name: 'EVENTS' | 'WORK' | 'NOTICES'): string => environment[`${name}_QUEUE_URL`] ?? '';

beforeAll(async () => {
  service = await deployed();
  environment = await service.environmentOf(`sagewatch-${stage}-evaluate`);
  const handle = motoHandle();
  const table = await parameter('table');
  stream = await remade(handle, table);
  store = dynamoStore({
    table,
    client: clientOf(handle),
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

test('every source wakes its function', () => {
  expect(service.sources.toSorted()).toEqual([
    `sagewatch-${stage}-events → sagewatch-${stage}-evaluate`,
    `sagewatch-${stage}-notices → sagewatch-${stage}-tell`,
    `sagewatch-${stage}-work → sagewatch-${stage}-work`,
    `stream → sagewatch-${stage}-notify`,
  ]);
});

test.runIf(inject('hasLint'))('cfn-lint finds nothing in what was deployed', () => {
  const packaged = ['create', 'update'].map((name) => `.serverless/cloudformation-template-${name}-stack.json`);
  const templates = [...packaged, 'infra/table.yml', 'infra/forwarder.yml'];
  const { status, stdout } = spawnSync('cfn-lint', ['--regions', region, '--', ...templates], { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

test('days of the example week, put onto the buses, end as findings that are those of a local replay', async () => {
  const text = readFileSync('examples/sagewatch.yml', 'utf8');
  const configured = readConfiguration(text, 'examples/sagewatch.yml', { controls });
  if ('problems' in configured) throw new Error(configured.problems.map(({ message }) => message).join('\n'));
  const { document, configuration } = configured;
  await publishConfiguration(store, { text, document, at: systemClock.now(), by: 'test' });

  const recorded = await recordedOn(days);
  await put(recorded);
  const messages = await taken(queue('EVENTS'));
  const events = messages.map(({ Body = '' }) => JSON.parse(Body) as Record<string, unknown>);

  // moto's matcher is another than EventBridge's: what it delivers has to be what ours says.
  const isDelivered = deliveredBy(deliveryRules(catalogueOf(resourceTypes, controls, configuration)));
  const sent = new Map(recorded.map((read) => [contentOf(eventOf(read)), eventOf(read)]));
  const expected = new Set(recorded.filter(isDelivered).map((read) => contentOf(eventOf(read))));
  const arrived = new Set(events.map(contentOf));
  expect({ missing: [...expected.difference(arrived)], more: [...arrived.difference(expected)] }).toEqual({
    missing: [],
    more: [],
  });

  // moto leaves the account out, and forwards as if from the hub's Region: AWS does neither.
  const whole = messages.map((message, index): Message => ({
    ...message,
    Body: JSON.stringify({ ...events[index], ...sent.get(contentOf(events[index] ?? {})) }),
  }));
  const evaluate = await service.start('evaluate');
  expect(await handed(evaluate, `sagewatch-${stage}-events`, whole), evaluate.written().slice(-3_000)).toEqual([]);

  const findings = await findingsIn(store);
  const local = await replayedLocally();
  expect(findings.map(({ id, controlId, status }) => `${id} ${controlId} ${status}`)).toEqual(
    local.map(({ id, controlId, status }) => `${id} ${controlId} ${status}`),
  );
  for (const [index, finding] of findings.entries()) expect(finding).toEqual(local[index]);
  expect(findings.length).toBeGreaterThan(10);

  // What was left open is asked for.
  const work = await taken(queue('WORK'));
  expect(work.length).toBeGreaterThan(0);
  for (const { Body = '' } of work) expect(workMessage.parse(JSON.parse(Body)).kind).toBe('read');

  const notify = await service.start('notify');
  const passed = await streamed(notify, await recordsOf(stream), filterOfNotify(), stream);
  const notices = (await taken(queue('NOTICES'))).map(({ Body = '' }) => JSON.parse(Body) as NoticeMessage);
  const told = notices.map((notice) => (notice.kind === 'transition' ? notice.transition : notice.kind));
  const moved: string[] = [];
  for (const { id } of findings) moved.push(...(await store.transitionsOf(id)).map((transition) => transition.id));
  expect(told.toSorted()).toEqual(moved.toSorted());
  expect(new Set(told).size).toBe(passed);
  expect(await store.pendingTransitions(1)).toEqual([]);
}, 600_000);

test('evaluate and work: what cannot be read is quarantined or comes again alone, and what is asked for is read', async () => {
  const evaluate = await service.start('evaluate');
  expect(await evaluate.invoke(sqsEvent('events', [{ MessageId: 'm-1', Body: 'not JSON' }]))).toEqual({
    batchItemFailures: [],
  });
  const quarantined = await Array.fromAsync(store.quarantined());
  expect(quarantined.map(({ file, reason }) => `${file}: ${reason}`)).toEqual(['queue m-1: the message is not JSON']);

  const name = 'made-before-anybody-watched';
  const NotebookInstance = { NotebookInstanceName: name, InstanceType: 'ml.t3.medium', RootAccess: 'Enabled' };
  await ask({
    service: 'sagemaker',
    method: 'POST',
    target: 'SageMaker.CreateNotebookInstance',
    input: { ...NotebookInstance, RoleArn: `arn:aws:iam::${account}:role/notebooks` },
  });
  const arn = `arn:aws:sagemaker:${region}:${account}:notebook-instance/${name}`;
  const wanted: WorkMessage = {
    kind: 'read',
    type: 'sagemaker/notebook-instance',
    arn,
    account,
    region,
    attempt: 0,
    depth: 0,
  };
  const work = await service.start('work');
  const messages = [
    { MessageId: 'm-2', Body: '{"kind":"nothing that there is"}' },
    { MessageId: 'm-3', Body: JSON.stringify(wanted) },
  ];
  expect(await work.invoke(sqsEvent('work', messages)), work.written()).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm-2' }],
  });
  const found = await Array.fromAsync(store.findings({ resource: arn }));
  expect(
    found.map(({ controlId }) => controlId),
    work.written(),
  ).toContain('sagemaker/notebook-root-access');
}, 120_000);

test('the functions that are run on time do what they are for', async () => {
  await taken(queue('WORK'));
  await taken(queue('NOTICES'));

  await (await service.start('sweep')).invoke({});
  const lists = (await taken(queue('WORK'))).map(({ Body = '' }) => workMessage.parse(JSON.parse(Body)));
  expect(lists.length).toBeGreaterThan(20);
  expect(new Set(lists.map(({ kind }) => kind))).toEqual(new Set(['list']));

  const reconcile = await service.start('reconcile');
  await reconcile.invoke({});
  const looks = (await taken(queue('WORK'))).map(({ Body = '' }) => workMessage.parse(JSON.parse(Body)));
  expect(looks.map(({ kind, region: where }) => `${kind} ${where}`)).toEqual(
    expect.arrayContaining(regions.map((each) => `reconcile ${each}`)),
  );
  expect(reconcile.written()).toContain('"OpenCritical"');

  await (await service.start('canary')).invoke({});
  const tags = await ask({
    service: 'kms',
    method: 'POST',
    target: 'TrentService.ListResourceTags',
    input: { KeyId: environment['KEY_ARN'] },
  });
  expect(JSON.stringify(tags)).toContain('sagewatch:canary');

  await handsOutDigests(service, store);
}, 120_000);

describe('people are told', async () => {
  const channels = `
channels:
  ml: { kind: slack-webhook, secret: slack-webhook-ml }
  nobody-set-its-secret: { kind: slack-bot, secret: slack-token, channel: C012AB3CD }
notices: { grace_minutes: 0, otherwise: [ml, findings, nobody-set-its-secret] }
`;
  const slack = await slackStandIn();
  afterAll(() => slack.close());

  test('of what opens and of what is mended: in Slack, on the topic, and on the topic what no channel takes', async () => {
    const configured = readConfiguration(channels, 'sagewatch.yml', { controls });
    if ('problems' in configured) throw new Error(configured.problems.map(({ message }) => message).join('\n'));
    await publishConfiguration(store, {
      text: channels,
      document: configured.document,
      at: systemClock.now(),
      by: 'test',
    });
    expect(await keepSecret('slack-webhook-ml', `${slack.url}/services/T0/B0/x`)).toBe('SecureString');
    const published = await subscribed(
      (await service.environmentOf(`sagewatch-${stage}-tell`))['FINDINGS_TOPIC'] ?? '',
    );
    const [evaluate, notify, tell] = [
      await service.start('evaluate'),
      await service.start('notify'),
      await service.start('tell'),
    ];
    let passed = (await recordsOf(stream)).length;
    await taken(queue('NOTICES'));

    /** Has a change go through all functions, until there is nothing to be done; what people got. */
    const told = async (eventName: string, eventTime: string, requestParameters: object) => {
      const detail = record({ eventSource: 'sagemaker.amazonaws.com', eventName, eventTime, requestParameters });
      const body = JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.sagemaker', detail });
      expect(await evaluate.invoke(sqsEvent('events', [{ MessageId: eventName, Body: body }]))).toEqual({
        batchItemFailures: [],
      });
      const records = await recordsOf(stream);
      await streamed(notify, records.slice(passed), filterOfNotify(), stream);
      passed = records.length;
      for (let waiting = await taken(queue('NOTICES')); waiting.length > 0; waiting = await taken(queue('NOTICES'))) {
        expect(await handed(tell, `sagewatch-${stage}-notices`, waiting), tell.written()).toEqual([]);
      }
      return { posted: slack.taken.splice(0).map(({ message }) => JSON.stringify(message)), read: await published() };
    };

    const made = { notebookInstanceName: 'told', roleArn: `arn:aws:iam::${account}:role/notebook` };
    const opened = await told('CreateNotebookInstance', '2026-11-16T09:00:00Z', { ...made, rootAccess: 'Enabled' });
    expect(opened.posted, tell.written().slice(-3_000)).toHaveLength(1);
    expect(opened.posted[0]).toContain('told');
    expect(slack.faults).toEqual([]);
    expect(slack.asked[0]?.path).toBe('/services/T0/B0/x');
    // Once as a channel, once in place of the one that has no secret.
    expect(opened.read).toHaveLength(2);
    for (const { Message, MessageAttributes, Subject } of opened.read) {
      const message = JSON.parse(Message) as { transition: string; findings: { control: { id: string } }[] };
      const ids = message.findings.map(({ control }) => control.id);
      expect(ids).toContain('sagemaker/notebook-root-access');
      expect(Subject).toContain('told');
      expect(MessageAttributes['transition']).toEqual({ Type: 'String', Value: message.transition });
      expect(JSON.parse(MessageAttributes['control']?.Value ?? '')).toEqual(expect.arrayContaining(ids));
      expect(JSON.parse(MessageAttributes['account']?.Value ?? '')).toEqual([account]);
    }
    // What the alarm of operations looks for, and no secret.
    expect(tell.written()).toContain('a channel does not take a notice');
    expect(tell.written()).toContain('the secret slack-token is not set');
    expect(tell.written()).not.toContain('/services/');

    const mended = await told('UpdateNotebookInstance', '2026-11-16T09:30:00Z', {
      notebookInstanceName: 'told',
      rootAccess: 'Disabled',
    });
    expect(mended.posted, tell.written().slice(-3_000)).toHaveLength(1);
    // What answers to an earlier notice waits for it some minutes where there are threads, also where none comes.
    expect(mended.read.map(({ Message }) => (JSON.parse(Message) as { transition: string }).transition)).toEqual([
      'resolved',
    ]);
  }, 240_000);
});
