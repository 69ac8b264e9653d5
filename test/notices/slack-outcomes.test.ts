import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slackBot } from '../../shared/adapters/slack/bot.ts';
import type { SecretAccess } from '../../shared/adapters/slack/secrets.ts';
import { slackWebhook } from '../../shared/adapters/slack/webhook.ts';
import type { Delivery } from '../../shared/ports.ts';
import { findingNotice } from './notices.ts';
import { slackStandIn, type Behaviour } from './slack-stand-in.ts';

const token = 'xoxb-not-to-be-told';
const path = '/services/T0/B0/not-to-be-told';
let slack: Awaited<ReturnType<typeof slackStandIn>>;
beforeAll(async () => {
  slack = await slackStandIn();
});
afterAll(() => slack.close());

const accessTo = (...values: readonly (string | undefined)[]): SecretAccess => ({
  secrets: async (_name, isFresh = false) => values[isFresh ? 1 : 0] ?? values[0],
  setCommand: (name) => `sagewatch secret set ${name} --stack prod`,
  unreadable: () => ({ kind: 'later', reason: 'SSM does not answer' }),
});
const webhook = () => slackWebhook('slack-webhook', accessTo(`${slack.url}${path}`), slack.wire);
const bot = (access = accessTo(token)) =>
  slackBot({ secret: 'slack-token', channel: 'C012AB3CD' }, access, slack.wire, `${slack.url}/api`);

const answers = (status: number, body: string, headers?: Readonly<Record<string, string>>): Behaviour =>
  headers ? { kind: 'answers', status, body, headers } : { kind: 'answers', status, body };
const says = (error: string, headers?: Readonly<Record<string, string>>): Behaviour =>
  answers(200, JSON.stringify({ ok: false, error }), headers);
const limited = (retryAfter?: string): Behaviour =>
  answers(429, '', retryAfter === undefined ? undefined : { 'retry-after': retryAfter });

const later = (reason: string, after?: number) => ({ kind: 'later', reason: `Slack: ${reason}`, after });
const refused = (reason: string) => ({ kind: 'refused', reason: `Slack: ${reason}` });
const noSlack = (status: number) => later(`an answer that is none of Slack's (HTTP ${status})`);

type Row = [what: string, behaviour: Behaviour, outcome: object];

/** What is the same for both: it is the network, or Slack's bad day. */
const common: readonly Row[] = [
  ['429 with Retry-After', limited('7'), later('too many messages', 7_000)],
  ['429 with a Retry-After of nothing', limited('0'), later('too many messages', 1_000)],
  ['429 with a Retry-After of days', limited('999999'), later('too many messages', 3_600_000)],
  ['429 without Retry-After', limited(), later('too many messages', 30_000)],
  ['429 with a date', limited('Wed, 21 Oct 2026 07:28:00 GMT'), later('too many messages', 30_000)],
  ['429 with nonsense', limited('-1e9; x'), later('too many messages', 30_000)],
  ['500', answers(500, 'rollup_error'), later('HTTP 500')],
  ['502 of a proxy', answers(502, '<html>Bad Gateway</html>'), later('HTTP 502')],
  ['503 with Retry-After', answers(503, '', { 'retry-after': '12' }), later('HTTP 503', 12_000)],
  ['a hang', { kind: 'hangs' }, later('no answer in time')],
  ['a hang within the answer', { kind: 'hangs-within' }, later('no answer in time')],
  ['a reset', { kind: 'resets' }, later('ECONNRESET')],
  ['a way elsewhere', answers(302, '', { location: 'https://login.example/' }), noSlack(302)],
  ['a page of a proxy', answers(200, '<html>Log in</html>'), noSlack(200)],
  ['an endless answer', answers(200, 'x'.repeat(1_000_000)), noSlack(200)],
  ['403 of a proxy', answers(403, '<html>Forbidden</html>'), refused('HTTP 403')],
];

describe('what Slack answers to a webhook, and what becomes of the notice', () => {
  test.each<Row>([
    ['200', { kind: 'takes' }, { kind: 'delivered' }],
    ['200 without a word', answers(200, ''), { kind: 'delivered' }],
    ['200 as the Web API says it', answers(200, '{"ok":true}'), { kind: 'delivered' }],
    ['200 ok:false', says('invalid_blocks'), refused('invalid_blocks')],
    ['200 ok:false that passes', says('internal_error'), later('internal_error')],
    ['invalid blocks', answers(400, 'invalid_blocks'), refused('invalid_blocks')],
    ['an invalid payload', answers(400, 'invalid_payload'), refused('invalid_payload')],
    ['no right', answers(403, 'action_prohibited'), refused('action_prohibited')],
    ['a webhook that is no more', answers(404, 'no_service'), refused('no_service')],
    ['a team that is no more', answers(404, 'no_team'), refused('no_team')],
    ['a channel that is no more', answers(410, 'channel_is_archived'), refused('channel_is_archived')],
    ...common,
  ])('%s', async (_what, behaviour, outcome) => {
    slack.next(behaviour);
    expect(await webhook().send(findingNotice(), {})).toEqual(outcome);
    expect(slack.asked.map((one) => one.path)).toEqual([path]);
  });
});

describe('what Slack answers to a bot, and what becomes of the notice', () => {
  test.each<Row>([
    ['200', { kind: 'takes' }, { kind: 'delivered', receipt: 'C012AB3CD:1700000000.000001' }],
    ['200 without a name of the message', answers(200, '{"ok":true}'), { kind: 'delivered', receipt: undefined }],
    ['invalid blocks', says('invalid_blocks'), refused('invalid_blocks')],
    ['too long', says('msg_blocks_too_long'), refused('msg_blocks_too_long')],
    ['an archived channel', says('is_archived'), refused('is_archived')],
    ['a channel that it is not in', says('not_in_channel'), refused('not_in_channel')],
    ['a token that was revoked', says('token_revoked'), refused('token_revoked')],
    ['a token without the scope', says('missing_scope'), refused('missing_scope')],
    ['an error that nobody knows', says('brand_new_error'), refused('brand_new_error')],
    ['an error that is no word', says('<!channel> *x*'), refused('an error without a name')],
    ['ratelimited', says('ratelimited', { 'retry-after': '3' }), later('ratelimited', 3_000)],
    ['ratelimited without Retry-After', says('ratelimited'), later('ratelimited', 30_000)],
    ...['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'].map(
      (error): Row => [error, says(error), later(error)],
    ),
    ...common,
  ])('%s', async (_what, behaviour, outcome) => {
    slack.next(behaviour);
    expect(await bot().send(findingNotice(), {})).toEqual(outcome);
    expect(slack.asked.map((one) => [one.path, one.authorization])).toEqual([
      ['/api/chat.postMessage', `Bearer ${token}`],
    ]);
  });
});

describe('editing and answering', () => {
  const earlier = { repeat: 'C012AB3CD:1700000000.000009' };
  const thread = 'C012AB3CD:1600000000.000001';
  const asked = () =>
    slack.asked.map(({ path: method, message: { channel, ts, thread_ts, reply_broadcast } }) => ({
      method: method.replace('/api/', ''),
      channel,
      ts,
      thread_ts,
      reply_broadcast,
    }));
  const post = { method: 'chat.postMessage', channel: 'C012AB3CD' };

  test('what was posted is edited, and is the same message afterwards', async () => {
    slack.next();
    expect(await bot().send(findingNotice(), earlier)).toEqual({ kind: 'delivered', receipt: earlier.repeat });
    expect(asked()).toEqual([{ method: 'chat.update', channel: 'C012AB3CD', ts: '1700000000.000009' }]);
  });
  test('what was deleted meanwhile is posted anew', async () => {
    slack.next(says('message_not_found'));
    expect(await bot().send(findingNotice(), earlier)).toMatchObject({ kind: 'delivered' });
    expect(asked()).toEqual([{ method: 'chat.update', channel: 'C012AB3CD', ts: '1700000000.000009' }, post]);
  });
  test('where editing fails for now, nothing is posted a second time', async () => {
    slack.next(limited('5'));
    expect(await bot().send(findingNotice(), earlier)).toEqual(later('too many messages', 5_000));
    expect(asked().map(({ method }) => method)).toEqual(['chat.update']);
  });
  test.each([
    ['resolved', false],
    ['waived', false],
    ['reopened', true],
    ['overdue', true],
  ] as const)('%s answers in the thread, shown in the channel: %s', async (news, isShown) => {
    slack.next();
    await bot().send(findingNotice({ news }), { thread });
    expect(asked()).toEqual([{ ...post, thread_ts: '1600000000.000001', reply_broadcast: isShown }]);
  });
  test('without its thread news stands by itself', async () => {
    slack.next(says('thread_not_found'));
    expect(await bot().send(findingNotice(), { thread })).toMatchObject({ kind: 'delivered' });
    expect(asked()).toEqual([{ ...post, thread_ts: '1600000000.000001', reply_broadcast: true }, post]);
  });
  test('a receipt of something else is none, nor is a thread of another channel', async () => {
    slack.next();
    await bot().send(findingNotice(), { repeat: '/home/outbox/1', thread: 'C0ELSEWHERE:1600000000.000001' });
    expect(asked()).toEqual([post]);
  });
});

describe('secrets', () => {
  test('one that is not set is refused with the command that sets it, and nobody is asked', async () => {
    slack.next();
    const none = { ...accessTo(), secrets: async () => undefined };
    expect(await bot(none).send(findingNotice(), {})).toEqual({
      kind: 'refused',
      reason: 'the secret slack-token is not set: sagewatch secret set slack-token --stack prod',
    });
    expect(slack.asked).toEqual([]);
  });
  test('one that can not be read now', async () => {
    const unreadable = { ...accessTo(), secrets: () => Promise.reject(new Error('throttled')) };
    expect(await bot(unreadable).send(findingNotice(), {})).toEqual({ kind: 'later', reason: 'SSM does not answer' });
  });
  test('one that was replaced meanwhile is read again, once', async () => {
    slack.next(says('token_revoked'));
    expect(await bot(accessTo(token, 'xoxb-new')).send(findingNotice(), {})).toMatchObject({ kind: 'delivered' });
    expect(slack.asked.map((one) => one.authorization)).toEqual([`Bearer ${token}`, 'Bearer xoxb-new']);
  });
  test.each(['http://hooks.slack.example/x', 'not an address', 'file:///etc/passwd', 'xoxb\r\nHost: x'])(
    'what is none is never sent anywhere: %s',
    async (value) => {
      slack.next();
      const outcomes = [
        await slackWebhook('slack-webhook', accessTo(value), slack.wire).send(findingNotice(), {}),
        await bot(accessTo(`${value}\n`)).send(findingNotice(), {}),
      ];
      expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'refused']);
      expect(JSON.stringify(outcomes)).not.toContain(JSON.stringify(value).slice(1, -1));
      expect(slack.asked).toEqual([]);
    },
  );
  test('none is in an outcome, whatever goes wrong', async () => {
    const broken = { ...slack.wire, fetch: () => Promise.reject(new TypeError(`Failed to parse ${path} ${token}`)) };
    const told = [
      await slackWebhook('slack-webhook', accessTo(`${slack.url}${path}`), broken).send(findingNotice(), {}),
      await slackBot({ secret: 'slack-token', channel: 'C1' }, accessTo(token), broken).send(findingNotice(), {}),
    ];
    expect(told).toEqual([later('the connection failed'), later('the connection failed')]);
  });
});

test('whatever Slack does, a notice that is tried until it is delivered is posted, and again only where the answer got lost', async () => {
  const fault = fc.constantFrom<Behaviour>(
    limited('1'),
    limited(),
    answers(500, ''),
    says('internal_error'),
    { kind: 'hangs' },
    { kind: 'resets' },
    { kind: 'takes-and-breaks' },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 6 }), fc.boolean(), async (faults, isBot) => {
      slack.next(...faults);
      const channel = isBot ? bot() : webhook();
      const outcomes: Delivery[] = [];
      do outcomes.push(await channel.send(findingNotice(), {}));
      while (outcomes.at(-1)?.kind === 'later' && outcomes.length < 20);
      expect(outcomes.map(({ kind }) => kind)).toEqual([...faults.map(() => 'later'), 'delivered']);
      // A webhook says `internal_error` as `ok:false`, too: nothing was posted then.
      expect(slack.taken.length).toBe(1 + faults.filter(({ kind }) => kind === 'takes-and-breaks').length);
      expect(slack.faults).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
