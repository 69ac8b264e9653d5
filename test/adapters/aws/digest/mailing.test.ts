import type { Server } from 'node:http';
import { SESv2Client, type SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { PublishCommand } from '@aws-sdk/client-sns';
import localSes from 'aws-ses-v2-local';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topicBoard } from '../../../../shared/adapters/aws/board.ts';
import { sesMailer } from '../../../../shared/adapters/aws/mailer.ts';
import { stageMeasures } from '../../../../shared/adapters/aws/service/measures.ts';
import { chartPainter } from '../../../../shared/adapters/local/charts.ts';
import { mailMime } from '../../../../shared/adapters/mail-mime.ts';
import { mailOf, pictureId } from '../../../../shared/app/digest/send.ts';
import { editionOf } from '../../../../shared/digest/edition.ts';
import { everybody } from '../../../../shared/digest/facts.ts';
import type { Mail } from '../../../../shared/ports.ts';
import { episode, facts, finding, week } from '../../../digest/made.ts';

const hostile = '"><b>x</b>\r\nBcc: everybody@example.com';

const mailFor = async (to: readonly string[]): Promise<Mail> => {
  const findings = [finding([episode(1)], { severity: 'critical', message: hostile, name: 'größe' })];
  const edition = editionOf(facts({ findings }), everybody, week, {
    paint: await chartPainter(),
    sourceOf: (name) => `cid:${pictureId(name)}`,
  });
  return mailOf(edition, { from: 'sagewatch@example.com', to });
};

/** Its declarations are those of an ES module, which it is not. */
const startLocalSes = localSes as unknown as (options: { port: number }) => Promise<Server>;

let server: Server;
let endpoint: string;

beforeAll(async () => {
  server = await startLocalSes({ port: 0 });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  endpoint = `http://127.0.0.1:${address.port}`;
});

afterAll(() => {
  server?.close();
});

describe('a digest by SES', () => {
  test('arrives whole: two texts, the pictures that the HTML refers to, headers that end it', async () => {
    const client = new SESv2Client({
      endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    });
    const mail = await mailFor(['alice@example.com', 'bob@example.com']);
    expect(await sesMailer(client).send(mail)).toMatchObject({ kind: 'delivered', receipt: expect.any(String) });
    const { emails } = (await (await fetch(`${endpoint}/store`)).json()) as {
      emails: { subject: string; destination: { to: string[] }; body: { html: string; text: string } }[];
    };
    const [arrived] = emails;
    expect(arrived?.subject).toBe(mail.subject);
    expect(arrived?.destination.to.join(', ')).toBe('alice@example.com, bob@example.com');
    expect(arrived?.body.text?.trim()).toContain('1 critical open');
    client.destroy();
  });
  test('is MIME that a mail program reads as it was meant', async () => {
    const mail = await mailFor(['alice@example.com']);
    const raw = await mailMime(mail);
    // A lone LF is taken for one thing here and another there.
    expect(raw.toString('latin1')).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
    const read = await simpleParser(raw, { skipImageLinks: true });
    expect([read.subject, read.from?.text, read.messageId]).toEqual([
      mail.subject,
      '"Sagewatch" <sagewatch@example.com>',
      `<digest-2026-W46-all.${mail.at}@example.com>`,
    ]);
    expect(read.text?.trim()).toBe(mail.text.trim());
    expect(read.html).toBe(mail.html);
    expect(read.attachments.map(({ contentType, cid, content }) => [contentType, cid, content.length > 1_000])).toEqual(
      [
        ['image/png', 'open@sagewatch', true],
        ['image/png', 'moved@sagewatch', true],
      ],
    );
    expect(read.headers.get('auto-submitted')).toBe('auto-generated');
    expect(String(raw)).toContain('List-Unsubscribe: <mailto:sagewatch@example.com?subject=unsubscribe>');
    expect(read.headers.has('bcc')).toBe(false);
    for (const line of String(raw).split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
    expect((await mailMime(mail)).equals(raw)).toBe(true);
  });
  test('comes from whom the configuration names', async () => {
    const mail = { ...(await mailFor(['alice@example.com'])), from: 'ML compliance <sagewatch@example.com>' };
    const raw = await mailMime(mail);
    const read = await simpleParser(raw, { skipImageLinks: true });
    expect([read.from?.text, read.messageId]).toEqual([
      '"ML compliance" <sagewatch@example.com>',
      `<digest-2026-W46-all.${mail.at}@example.com>`,
    ]);
    expect(String(raw)).toContain('List-Unsubscribe: <mailto:sagewatch@example.com?subject=unsubscribe>');
    expect(String(raw)).toContain('<digest.sagewatch.example.com>');
    const client = { send: async () => ({ MessageId: 'm' }) };
    expect(await sesMailer(client).send(mail)).toEqual({ kind: 'delivered', receipt: 'm' });
  });
  test('to many goes as several; who is no address is left out', async () => {
    const sent: SendEmailCommand[] = [];
    const client = {
      send: async (command: SendEmailCommand) => (sent.push(command), { MessageId: `m-${sent.length}` }),
    };
    const to = Array.from({ length: 120 }, (_, index) => `reader-${index}@example.com`);
    const mailer = sesMailer(client, { configurationSet: 'sagewatch-prod' });
    const mail = await mailFor([...to, 'nobody', 'a@b.com\r\nBcc: c@d.com']);
    expect(await mailer.send(mail)).toEqual({ kind: 'delivered', receipt: 'm-1' });
    expect(sent.map(({ input }) => input.Destination?.ToAddresses?.length)).toEqual([50, 50, 20]);
    expect(sent.flatMap(({ input }) => input.Destination?.ToAddresses ?? [])).toEqual(to);
    expect(new Set(sent.map(({ input }) => input.ConfigurationSetName))).toEqual(new Set(['sagewatch-prod']));
  });
  test.each([
    ['TooManyRequestsException', 'later'],
    ['LimitExceededException', 'later'],
    ['InternalServiceErrorException', 'later'],
    ['MessageRejected', 'refused'],
    ['MailFromDomainNotVerifiedException', 'refused'],
    ['AccountSuspendedException', 'refused'],
    ['SendingPausedException', 'refused'],
    ['AccessDeniedException', 'refused'],
  ])('%s is %s', async (name, kind) => {
    const $fault = name.startsWith('Internal') ? 'server' : 'client';
    const client = {
      send: async () => {
        throw Object.assign(new Error('AWS said so'), { name, $fault, $metadata: { httpStatusCode: 400 } });
      },
    };
    expect(await sesMailer(client).send(await mailFor(['alice@example.com']))).toMatchObject({ kind });
  });
  test.each([
    ['nobody', 'sagewatch@example.com', [] as string[]],
    ['no address', 'sagewatch@example.com', ['x']],
    ['no sender', 'x', ['alice@example.com']],
  ])('to %s is refused without asking', async (_, from, to) => {
    const client = {
      send: async () => {
        throw new Error('nothing is to be sent');
      },
    };
    expect(await sesMailer(client).send({ ...(await mailFor(to)), from })).toMatchObject({ kind: 'refused' });
  });
});

test('a digest on the board: a text for people, numbers for programs, and what filters look at', async () => {
  const sent: PublishCommand[] = [];
  const board = topicBoard(
    { send: async (command: PublishCommand) => (sent.push(command), { MessageId: 'm' }) },
    'arn:topic',
  );
  const bulletin = {
    subject: `Sagewatch 2026-W46 für größe: ${'x'.repeat(200)}`,
    text: 'hello',
    summary: { type: 'digest', a: '\u202e' },
  };
  expect(await board.publish(bulletin)).toEqual({ kind: 'delivered', receipt: 'm' });
  const { Subject = '', Message = '', MessageStructure, MessageAttributes, TopicArn } = sent[0]?.input ?? {};
  expect(Subject).toMatch(/^[\x20-\x7e]{10,99}$/);
  expect([TopicArn, MessageStructure, MessageAttributes?.['transition']?.StringValue]).toEqual([
    'arn:topic',
    'json',
    'digest',
  ]);
  const { email, default: machine } = JSON.parse(Message) as { email: string; default: string };
  expect([email, JSON.parse(machine)]).toEqual(['hello', { type: 'digest', a: '\u202e' }]);
  expect(Message).not.toContain('\u202e');
});

describe('what AWS tells of a stage', () => {
  const answering = (answers: Record<string, unknown>) => ({
    send: async (command: { constructor: { name: string } }) => {
      const answer = answers[command.constructor.name];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });

  test('events and how long they were under way, from what the functions publish', async () => {
    const Datapoints = [
      { SampleCount: 3, Sum: 30, Maximum: 20 },
      { SampleCount: 1, Sum: 90, Maximum: 90 },
    ];
    const cloudwatch = answering({ GetMetricStatisticsCommand: { Datapoints } });
    const measures = stageMeasures({ stage: 'prod', cloudwatch, sqs: answering({}) });
    expect(await measures.events(week)).toEqual({ kind: 'told', value: 4 });
    expect(await measures.lag(week)).toEqual({ kind: 'told', value: { typical: 30_000, worst: 90_000 } });
    const still = stageMeasures({
      stage: 'prod',
      cloudwatch: answering({ GetMetricStatisticsCommand: {} }),
      sqs: answering({}),
    });
    expect([await still.events(week), await still.lag(week)]).toEqual([
      { kind: 'told', value: 0 },
      { kind: 'told', value: undefined },
    ]);
  });
  test('dead letters of each queue', async () => {
    const sqs = answering({
      GetQueueUrlCommand: { QueueUrl: 'u' },
      GetQueueAttributesCommand: { Attributes: { ApproximateNumberOfMessages: '3' } },
    });
    const told = await stageMeasures({ stage: 'prod', cloudwatch: answering({}), sqs }).deadLetters();
    if (told.kind === 'unknown') throw new Error(told.reason);
    expect(told.value.length).toBeGreaterThan(1);
    expect(new Set(told.value.map(({ messages }) => messages))).toEqual(new Set([3]));
  });
  test('what may not be asked is not known, with the permission that is lacking', async () => {
    const measures = stageMeasures({
      stage: 'prod',
      cloudwatch: answering({ GetMetricStatisticsCommand: denied }),
      sqs: answering({ GetQueueUrlCommand: denied }),
    });
    const all = [await measures.events(week), await measures.lag(week), await measures.deadLetters()];
    expect(all.map((each) => (each.kind === 'unknown' ? each.reason : 'told'))).toEqual([
      expect.stringContaining('cloudwatch:GetMetricStatistics'),
      expect.stringContaining('cloudwatch:GetMetricStatistics'),
      expect.stringContaining('sqs:GetQueueAttributes'),
    ]);
  });
});
