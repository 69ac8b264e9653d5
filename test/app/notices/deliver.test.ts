import { describe, expect, test } from 'vitest';
import { backoff } from '../../../shared/app/notices/deliver.ts';
import type { DeliveryMessage } from '../../../shared/app/service/messages.ts';
import { hours, minutes, seconds, type Instant } from '../../../shared/core/instant.ts';
import type { ChannelSettings } from '../../../shared/core/notice-settings.ts';
import type { Delivery } from '../../../shared/ports.ts';
import { findingNotice, listNotice } from '../../notices/notices.ts';
import { office, start } from './office.ts';

const sns: ChannelSettings = { kind: 'sns', topic: null };
const hook: ChannelSettings = { kind: 'slack-webhook', secret: 'slack-hook' };
const bot: ChannelSettings = { kind: 'slack-bot', secret: 'slack-token', channel: 'C1' };

/** An office with a hook, a bot and the topic that all else falls back to. */
const withChannels = () => office({ channels: { findings: sns, hook, bot } });

const message = (channel: string, otherwise: Partial<DeliveryMessage> = {}): DeliveryMessage => ({
  kind: 'delivery',
  channel,
  notice: findingNotice(),
  since: start,
  attempt: 0,
  ...otherwise,
});

const later = (after?: Instant): Delivery => ({ kind: 'later', reason: 'not now', after });
const refused: Delivery = { kind: 'refused', reason: 'no such hook' };
const delivered: Delivery = { kind: 'delivered' };

/** When and where a notice came to, in minutes. */
const got = (from: ReturnType<typeof office>): string[] =>
  from.got.map(({ minute, channel, notice, repeat, thread }) =>
    [`${minute} ${channel}: ${notice.id}`, repeat && `edits ${repeat}`, thread && `answers ${thread}`]
      .filter(Boolean)
      .join(' '),
  );

describe('what a channel answers, and what becomes of the notice', () => {
  const reason = 'no such hook';
  const alarm = (channel: string, why: string) => ({ channel, notice: 'n-1', reason: why });
  test.each<[what: string, answers: (Delivery | Error)[], got: string[], undelivered: object[]]>([
    ['it is delivered', [delivered], ['0 hook: n-1'], []],
    ['it is delivered, with a name', [{ kind: 'delivered', receipt: 'm' }], ['0 hook: n-1'], []],
    ['not now', [later()], ['0.25 hook: n-1'], []],
    ['not now, three times: longer each time', [later(), later(), later()], ['1.75 hook: n-1'], []],
    ['not before some seconds', [later(seconds(7))], [`${7 / 60} hook: n-1`], []],
    ['not before an hour, which no queue holds back', [later(minutes(60))], ['60 hook: n-1'], []],
    ['not before, and then as usual', [later(minutes(60)), later()], ['60.5 hook: n-1'], []],
    ['at once, after nothing', [later(0)], ['0 hook: n-1'], []],
    ['a moment that is past', [later(-5_000)], ['0 hook: n-1'], []],
    ['never', [refused], ['0 findings: n-1'], [alarm('hook', reason)]],
    ['not now, and then never', [later(), refused], ['0.25 findings: n-1'], [alarm('hook', reason)]],
    ['nothing, since it broke', [new Error('out of memory')], ['1 hook: n-1'], []],
  ])('%s', async (_what, answers, expected, undelivered) => {
    const it = withChannels();
    it.answers.set('hook', [...answers]);
    await it.queue.send([message('hook')]);
    await it.pass(hours(48));
    expect(got(it)).toEqual(expected);
    expect(it.undelivered).toEqual(undelivered);
    expect(it.answers.get('hook')).toEqual([]);
    expect(it.queue.next()).toBeUndefined();
  });
  test('the pauses grow to the longest that a queue knows, and no further', () => {
    const pauses = Array.from({ length: 40 }, (_, attempt) => backoff(attempt));
    expect(pauses.slice(0, 8).map((pause) => pause / 1_000)).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
    expect(new Set(pauses.slice(6))).toEqual(new Set([minutes(15)]));
  });
});

describe('a channel that is down', () => {
  test('is waited for a day, then the fallback takes over', async () => {
    const it = withChannels();
    it.answers.set(
      'hook',
      Array.from({ length: 1_000 }, () => later()),
    );
    await it.queue.send([message('hook')]);
    await it.pass(hours(24));
    expect(got(it)).toEqual([]);
    await it.pass(hours(26));
    expect(it.got.map(({ channel }) => channel)).toEqual(['findings']);
    expect(it.undelivered).toEqual([{ channel: 'hook', notice: 'n-1', reason: 'it was tried for 24 hours: not now' }]);
    const tried = 1_000 - (it.answers.get('hook')?.length ?? 0);
    expect(tried).toBeGreaterThan(90);
    expect(tried).toBeLessThan(120);
  });
  test('delays only itself', async () => {
    const it = withChannels();
    it.answers.set('hook', [later(hours(2))]);
    await it.queue.send([message('hook'), message('bot'), message('findings')]);
    await it.pass(hours(3));
    expect(got(it)).toEqual(['0 bot: n-1', '0 findings: n-1', '120 hook: n-1']);
  });
  test('is told of to the fallback anew: it has a day of its own', async () => {
    const it = withChannels();
    it.answers.set('hook', [later(hours(1)), refused]);
    it.answers.set(
      'findings',
      Array.from({ length: 90 }, () => later(minutes(15))),
    );
    await it.queue.send([message('hook', { since: start - hours(23) })]);
    await it.pass(hours(30));
    expect(got(it)).toEqual([`${60 + 90 * 15} findings: n-1`]);
  });
});

describe('the fallback', () => {
  test('gets a notice once, with the reason, where the configuration knows no such channel', async () => {
    const it = withChannels();
    await it.queue.send([message('gone')]);
    const sent: unknown[] = [];
    const { send } = it.queue;
    it.queue.send = async (messages, delay) => {
      sent.push(...messages);
      return send(messages, delay);
    };
    await it.pass(hours(1));
    const reason = 'no channel of this name is configured';
    expect(sent).toEqual([message('findings', { instead: { channel: 'gone', reason } })]);
    expect(got(it)).toEqual(['0 findings: n-1']);
    expect(it.undelivered).toEqual([{ channel: 'gone', notice: 'n-1', reason }]);
  });
  test('gets it once, also where two channels do not take it, and it is among the channels', async () => {
    const it = withChannels();
    it.answers.set('hook', [refused]);
    it.answers.set('bot', [refused]);
    await it.queue.send([message('hook'), message('bot'), message('findings')]);
    await it.pass(hours(1));
    expect(got(it)).toEqual(['0 findings: n-1']);
  });
  test('that takes nothing either leaves it to the queue, with an alarm each time, until it does', async () => {
    const it = withChannels();
    it.answers.set('hook', [refused]);
    it.answers.set('findings', [refused, refused, refused]);
    await it.queue.send([message('hook')]);
    await it.pass(hours(1));
    expect(it.undelivered.map(({ channel }) => channel)).toEqual(['hook', 'findings', 'findings', 'findings']);
    expect(got(it)).toEqual(['3 findings: n-1']);
  });
});

describe('what comes again', () => {
  test('is left by a channel without names, and edited in one with names', async () => {
    const it = withChannels();
    for (let times = 0; times < 3; times++) await it.queue.send([message('hook'), message('bot')]);
    await it.pass(hours(1));
    expect(got(it)).toEqual(['0 hook: n-1', '0 bot: n-1', '0 bot: n-1 edits message 2', '0 bot: n-1 edits message 2']);
  });
  test('is another notice where its id is another, or the channel', async () => {
    const it = withChannels();
    await it.queue.send([message('hook'), message('hook', { notice: listNotice() }), message('findings')]);
    await it.pass(hours(1));
    expect(got(it)).toEqual(['0 hook: n-1', '0 hook: n-2', '0 findings: n-1']);
  });
  test('is told again where nobody could remember that it was told, and edited from then on', async () => {
    const it = withChannels();
    const { write } = it.store;
    let failures = 2;
    it.store.write = async (...words) => (failures-- > 0 ? Promise.reject(new Error('throttled')) : write(...words));
    await it.queue.send([message('bot')]);
    await it.pass(hours(1));
    expect(got(it)).toEqual(['0 bot: n-1', '1 bot: n-1', '2 bot: n-1']);
    await it.queue.send([message('bot')]);
    await it.pass(hours(2));
    expect(got(it).slice(3)).toEqual(['60 bot: n-1 edits message 3']);
  });
});

test('what was deleted meanwhile is posted anew, and is what is edited and answered from then on', async () => {
  const it = withChannels();
  const receipts = ['m-1', 'm-2', 'm-2', 'm-3'];
  it.answers.set(
    'bot',
    receipts.map((receipt) => ({ kind: 'delivered', receipt })),
  );
  for (let times = 0; times < 3; times++) await it.queue.send([message('bot')]);
  await it.queue.send([message('bot', { notice: findingNotice({ id: 'n-over', news: 'resolved' }) })]);
  await it.pass(hours(1));
  expect(got(it)).toEqual(['0 bot: n-1', '0 bot: n-1 edits m-1', '0 bot: n-1 edits m-2', '0 bot: n-over answers m-2']);
});

describe('news that answer to an earlier notice', () => {
  const opened = message('bot');
  const over = (channel: string) => message(channel, { notice: findingNotice({ id: 'n-over', news: 'resolved' }) });
  test('stand in its thread', async () => {
    const it = withChannels();
    await it.queue.send([opened, over('bot')]);
    await it.pass(hours(1));
    expect(got(it)).toEqual(['0 bot: n-1', '0 bot: n-over answers message 1']);
  });
  test('wait for it while it is on its way', async () => {
    const it = withChannels();
    it.answers.set('bot', [later(minutes(2))]);
    await it.queue.send([opened, over('bot')]);
    await it.pass(hours(1));
    expect(got(it)).toEqual(['2 bot: n-1', '2 bot: n-over answers message 1']);
  });
  test('stand by themselves where it does not come, or nothing has a thread', async () => {
    const it = withChannels();
    await it.queue.send([over('bot'), over('hook')]);
    await it.pass(hours(1));
    expect(got(it)).toEqual(['0 hook: n-over', '5 bot: n-over']);
  });
  test('answer to the first of a conversation, also where that opened again', async () => {
    const it = withChannels();
    const again = message('bot', { notice: findingNotice({ id: 'n-again', news: 'reopened' }) });
    await it.queue.send([opened, again, over('bot')]);
    await it.pass(hours(1));
    expect(got(it)).toEqual(['0 bot: n-1', '0 bot: n-again answers message 1', '0 bot: n-over answers message 1']);
  });
});
