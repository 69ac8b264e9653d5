import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slackBot } from '../../../shared/adapters/slack/bot.ts';
import type { SecretAccess } from '../../../shared/adapters/slack/secrets.ts';
import { slackWebhook } from '../../../shared/adapters/slack/webhook.ts';
import { hours } from '../../../shared/core/instant.ts';
import type { ChannelSettings } from '../../../shared/core/notice-settings.ts';
import type { Channel } from '../../../shared/ports.ts';
import { slackStandIn, type Behaviour } from '../../notices/slack-stand-in.ts';
import { mended, moved, office, opened } from './office.ts';

let slack: Awaited<ReturnType<typeof slackStandIn>>;
beforeAll(async () => {
  slack = await slackStandIn();
});
afterAll(() => slack.close());

const accessTo = (value: string): SecretAccess => ({
  secrets: async () => value,
  setCommand: (name) => `sagewatch secret set ${name} --stack prod`,
  unreadable: () => ({ kind: 'later', reason: 'SSM does not answer' }),
});

const kinds = ['slack-webhook', 'slack-bot'] as const;
type Kind = (typeof kinds)[number];

const settingsOf: Readonly<Record<Kind, ChannelSettings>> = {
  'slack-webhook': { kind: 'slack-webhook', secret: 'slack-hook' },
  'slack-bot': { kind: 'slack-bot', secret: 'slack-token', channel: 'C012AB3CD' },
};

const channelTo = (kind: Kind): Channel =>
  kind === 'slack-bot'
    ? slackBot(
        { secret: 'slack-token', channel: 'C012AB3CD' },
        accessTo('xoxb-not-to-be-told'),
        slack.wire,
        `${slack.url}/api`,
      )
    : slackWebhook('slack-hook', accessTo(`${slack.url}/services/T0/B0/x`), slack.wire);

/** Everything that tells people, with Slack as its channel and a topic that takes what Slack does not. */
const officeWith = (kind: Kind) => {
  const it = office({
    channels: { slack: settingsOf[kind], findings: { kind: 'sns', topic: null } },
    otherwise: ['slack'],
  });
  const { channelOf } = it.delivering;
  const channel = channelTo(kind);
  const posted: number[] = [];
  it.delivering.channelOf = (name) =>
    name !== 'slack'
      ? channelOf(name)
      : {
          send: async (...words) => {
            const before = slack.taken.length;
            const delivery = await channel.send(...words);
            for (let more = before; more < slack.taken.length; more++) posted.push(it.minute());
            return delivery;
          },
        };
  return { ...it, posted };
};

const answers = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Behaviour => ({
  kind: 'answers',
  status,
  body,
  headers,
});
const failing = (error: string): Behaviour => answers(200, JSON.stringify({ ok: false, error }));

interface Row {
  what: string;
  behaviours: Behaviour[];
  /** When Slack took it, in minutes. */
  posted: number[];
  /** Why the topic got it instead. */
  instead?: string;
}

const rows: readonly Row[] = [
  { what: '200', behaviours: [{ kind: 'takes' }], posted: [0] },
  { what: '200 ok:false', behaviours: [failing('is_archived')], posted: [], instead: 'Slack: is_archived' },
  { what: '200 ok:false that passes', behaviours: [failing('internal_error')], posted: [0.25] },
  { what: '429 with Retry-After', behaviours: [answers(429, '', { 'retry-after': '90' })], posted: [1.5] },
  { what: '429 with an hour', behaviours: [answers(429, '', { 'retry-after': '3600' })], posted: [60] },
  { what: '500, and again', behaviours: [answers(500, ''), answers(500, '')], posted: [0.75] },
  { what: 'a hang', behaviours: [{ kind: 'hangs' }], posted: [0.25] },
  { what: 'a hang within its answer', behaviours: [{ kind: 'hangs-within' }], posted: [0.25] },
  { what: 'a reset', behaviours: [{ kind: 'resets' }], posted: [0.25] },
  { what: 'a reset once it has taken it', behaviours: [{ kind: 'takes-and-breaks' }], posted: [0, 0.25] },
  { what: 'invalid blocks', behaviours: [failing('invalid_blocks')], posted: [], instead: 'Slack: invalid_blocks' },
  {
    what: 'a bad day, with all of it',
    behaviours: [
      answers(500, ''),
      answers(429, '', { 'retry-after': '60' }),
      { kind: 'hangs' },
      { kind: 'resets' },
      answers(503, ''),
    ],
    posted: [0.25 + 1 + 1 + 2 + 4],
  },
];

describe.each(kinds)('a finding on its way to a %s', (kind) => {
  test.each(rows)('$what', async ({ behaviours, posted, instead }) => {
    slack.next(...behaviours);
    const it = officeWith(kind);
    const finding = opened({ severity: 'critical' });
    await it.move(moved(finding, 'opened'));
    await it.pass(hours(3));
    expect(it.posted).toEqual(posted);
    expect(it.undelivered.map(({ channel, reason }) => `${channel}: ${reason}`)).toEqual(
      instead === undefined ? [] : [`slack: ${instead}`],
    );
    expect(it.got.map(({ channel }) => channel)).toEqual(instead === undefined ? [] : ['findings']);
    expect(it.queue.next()).toBeUndefined();
    expect(slack.faults).toEqual([]);

    // What comes again is no second notice: a bot edits it, a webhook and the topic leave it.
    const transition = moved(finding, 'opened').id;
    const before = slack.asked.length;
    await it.queue.send([{ kind: 'transition', finding: finding.id, transition }]);
    await it.pass(hours(4));
    const methods = slack.asked.slice(before).map(({ path }) => path);
    if (kind === 'slack-bot') expect(methods).toEqual([instead ? '/api/chat.postMessage' : '/api/chat.update']);
    // What it refused before it is asked again.
    else expect(methods).toHaveLength(instead === undefined ? 0 : 1);
  });
});

test('that it is over is told in the thread of a bot', async () => {
  slack.next();
  const it = officeWith('slack-bot');
  const finding = opened({ severity: 'critical' });
  await it.move(moved(finding, 'opened'));
  await it.pass(hours(1));
  await it.move(moved(mended(finding, hours(1)), 'resolved'));
  await it.pass(hours(2));
  expect(slack.taken.map(({ message }) => message.thread_ts)).toEqual([undefined, '1700000000.000001']);
});
