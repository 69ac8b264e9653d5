import { describe, expect, test } from 'vitest';
import { channelsOf, type ChannelParts } from '../../../../shared/adapters/aws/channels/channels-of.ts';
import { emailChannel } from '../../../../shared/adapters/aws/channels/email.ts';
import { busChannel, inCalls, type EventBus } from '../../../../shared/adapters/aws/channels/event-bus.ts';
import { stageSecrets, type Ssm } from '../../../../shared/adapters/aws/channels/secrets.ts';
import { topicChannel, type Sns } from '../../../../shared/adapters/aws/channels/sns.ts';
import { paced } from '../../../../shared/adapters/pace.ts';
import { defaultNoticeSettings } from '../../../../shared/core/notice-settings.ts';
import { busEvents } from '../../../../shared/notices/channels/event.ts';
import { findingNotice, listNotice, story } from '../../../notices/notices.ts';
import { error } from '../answering.ts';

const topic = 'arn:aws:sns:eu-central-1:111122223333:sagewatch-prod-findings';
const failing = (thrown: Error) => ({ send: () => Promise.reject(thrown) });
const atOnce = async () => undefined;

/** A clock that only waiting moves on. */
const time = () => {
  let now = 0;
  const waits: number[] = [];
  return {
    waits,
    clock: { now: () => now },
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
};

describe('what an error of AWS means for a notice', () => {
  const rows: [what: string, thrown: Error, kind: 'later' | 'refused'][] = [
    ['throttling', error('ThrottlingException', 'Rate exceeded'), 'later'],
    ["SNS's word for it", error('ThrottledException', 'Rate exceeded', 429), 'later'],
    ['throttling by the key', error('KMSThrottlingException', 'slow'), 'later'],
    ["SES's word for it", error('TooManyRequestsException', 'slow', 429), 'later'],
    ['too many in a day', error('LimitExceededException', 'quota'), 'later'],
    ['a fault', error('InternalFailure', 'oops', 500), 'later'],
    ['a fault without a name', error('UnknownError', 'UnknownError', 503), 'later'],
    ['the network', Object.assign(new Error('socket'), { code: 'ECONNRESET' }), 'later'],
    ['no answer in time', Object.assign(new Error('slow'), { name: 'TimeoutError' }), 'later'],
    ['credentials that ran out', error('ExpiredTokenException', 'expired', 403), 'later'],
    ['something that nobody knows', new Error('?'), 'later'],
    ['no right', error('AuthorizationErrorException', 'not authorized to perform: SNS:Publish', 403), 'refused'],
    ['no topic', error('NotFoundException', 'Topic does not exist', 404), 'refused'],
    ['a wrong message', error('InvalidParameterException', 'Invalid parameter: Subject', 400), 'refused'],
    ['a sender that is not verified', error('MessageRejected', 'Email address is not verified', 400), 'refused'],
    ['a disabled key', error('KMSDisabledException', 'key is disabled', 400), 'refused'],
  ];
  test.each(rows)('%s', async (_what, thrown, kind) => {
    const outcomes = [
      await topicChannel(failing(thrown), topic, atOnce).send(findingNotice(), {}),
      await busChannel(failing(thrown), 'tickets').send(findingNotice(), {}),
      await emailChannel(failing(thrown), { from: 'a@example.com', to: ['b@example.com'] }).send(findingNotice(), {}),
    ];
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([kind, kind, kind]);
    expect(outcomes.every((outcome) => 'reason' in outcome && outcome.reason !== '')).toBe(true);
  });
});

describe('a topic', () => {
  test('what is published', async () => {
    const published: object[] = [];
    const client: Sns = {
      send: async ({ input }) => {
        published.push(input);
        return { MessageId: '1' };
      },
    };
    expect(await topicChannel(client, topic, atOnce).send(findingNotice(), {})).toEqual({ kind: 'delivered' });
    expect(published).toMatchObject([
      {
        TopicArn: topic,
        MessageStructure: 'json',
        MessageAttributes: {
          severity: { DataType: 'String', StringValue: 'critical' },
          control: { DataType: 'String.Array', StringValue: '["sagemaker/notebook-root-access"]' },
        },
      },
    ]);
  });
  test('at most ten in any second, in their order', async () => {
    const { waits, clock, sleep } = time();
    const turn = paced(10, 1_000, { clock, sleep });
    const begun: [number, number][] = [];
    await Promise.all(Array.from({ length: 25 }, (_, index) => turn().then(() => begun.push([index, clock.now()]))));
    expect(begun).toEqual(Array.from({ length: 25 }, (_, index) => [index, Math.floor(index / 10) * 1_000]));
    expect(waits).toEqual([1_000, 1_000]);
  });
});

describe('a bus', () => {
  const [first = story(), ...others] = Array.from({ length: 23 }, (_, index) => story({ findingId: `f-${index}` }));
  const notice = findingNotice({ stories: [first, ...others] });
  const busThat = (answers: (call: number) => object[]) => {
    const calls: { EventBusName?: string | undefined; Source?: string | undefined; Time?: Date | undefined }[][] = [];
    const client: EventBus = {
      send: async ({ input: { Entries = [] } }) => {
        calls.push(Entries);
        return { Entries: answers(calls.length) };
      },
    };
    return { calls, channel: busChannel(client, 'tickets') };
  };

  test('ten entries a call', async () => {
    const { calls, channel } = busThat(() => [{ EventId: '1' }]);
    expect(await channel.send(notice, {})).toEqual({ kind: 'delivered' });
    expect(calls.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(calls[0]?.[0]).toMatchObject({ EventBusName: 'tickets', Source: 'sagewatch', Time: new Date(notice.at) });
  });
  test('as many bytes a call as it takes', () => {
    const large = busEvents(notice).map((event) => ({ ...event, detail: 'x'.repeat(100_000) }));
    expect(inCalls(large).map(({ length }) => length)).toEqual([...Array.from({ length: 11 }, () => 2), 1]);
    expect(inCalls([])).toEqual([]);
  });
  test.each([
    ['ThrottlingException', 'later'],
    ['InternalFailure', 'later'],
    ['NotAuthorizedForSource', 'refused'],
    ['MalformedDetail', 'refused'],
  ] as const)('one entry of several fails: %s', async (ErrorCode, kind) => {
    const { calls, channel } = busThat((call) =>
      call === 2 ? [{ EventId: '1' }, { ErrorCode, ErrorMessage: 'no' }] : [],
    );
    expect(await channel.send(notice, {})).toEqual({ kind, reason: `sending events to tickets: ${ErrorCode} no` });
    expect(calls.length).toBe(2);
  });
});

describe('secrets of a stage', () => {
  const ssmWith = (...values: readonly (string | Error)[]) => {
    const asked: object[] = [];
    const client: Ssm = {
      send: async ({ input }) => {
        asked.push(input);
        const value = values[Math.min(asked.length, values.length) - 1];
        if (value instanceof Error) throw value;
        return { Parameter: { Value: value } };
      },
    };
    const { clock, sleep } = time();
    return { asked, pass: sleep, secrets: stageSecrets(client, 'prod', clock) };
  };

  test('read once, remembered for five minutes, and read anew where it did not work', async () => {
    const { asked, pass, secrets } = ssmWith('xoxb-1\n', 'xoxb-2', 'xoxb-3');
    expect([await secrets('slack-token'), await secrets('slack-token')]).toEqual(['xoxb-1', 'xoxb-1']);
    expect(asked).toEqual([{ Name: '/sagewatch/prod/slack-token', WithDecryption: true }]);
    expect(await secrets('slack-token', true)).toBe('xoxb-2');
    await pass(299_999);
    expect(await secrets('slack-token')).toBe('xoxb-2');
    await pass(1);
    expect(await secrets('slack-token')).toBe('xoxb-3');
  });
  test('one that was not set is looked for each time', async () => {
    const { secrets } = ssmWith(error('ParameterNotFound'), 'xoxb-1');
    expect([await secrets('slack-token'), await secrets('slack-token')]).toEqual([undefined, 'xoxb-1']);
  });
  test('one that nobody can set is not asked for', async () => {
    const { asked, secrets } = ssmWith('x');
    expect(await secrets('../../other')).toBeUndefined();
    expect(asked).toEqual([]);
  });
  test('what can not be read is no missing secret', async () => {
    await expect(ssmWith(error('ThrottlingException')).secrets('slack-token')).rejects.toThrow('no');
  });
});

test('channels of a configuration, by their names', async () => {
  const published: (string | undefined)[] = [];
  const parts: ChannelParts = {
    stage: 'prod',
    topic,
    sns: { send: async ({ input }) => (published.push(input.TopicArn), { MessageId: '1' }) },
    eventBus: { send: async () => ({ Entries: [{ EventId: '1' }] }) },
    ses: { send: async () => ({ MessageId: '1' }) },
    secrets: async (name) => {
      if (name === 'slack-token') return undefined;
      throw error('AccessDeniedException', 'not authorized to perform: ssm:GetParameter', 400);
    },
    ...time(),
  };
  const channels = channelsOf(
    {
      ...defaultNoticeSettings,
      channels: {
        own: { kind: 'sns', topic: null },
        other: { kind: 'sns', topic: `${topic}-2` },
        bus: { kind: 'event-bus', bus: 'tickets' },
        mail: { kind: 'email', to: ['b@example.com'] },
        bot: { kind: 'slack-bot', secret: 'slack-token', channel: 'C1' },
        webhook: { kind: 'slack-webhook', secret: 'slack-webhook' },
      },
    },
    parts,
  );
  const outcomes: Record<string, object> = {};
  for (const [name, channel] of channels) outcomes[name] = await channel.send(listNotice(), {});
  expect(published).toEqual([topic, `${topic}-2`]);
  expect(outcomes).toEqual({
    own: { kind: 'delivered' },
    other: { kind: 'delivered' },
    bus: { kind: 'delivered' },
    mail: { kind: 'refused', reason: 'no sender of mail is configured: email.from in sagewatch.yml' },
    bot: {
      kind: 'refused',
      reason: 'the secret slack-token is not set: sagewatch secret set slack-token --stack prod',
    },
    webhook: {
      kind: 'refused',
      reason: expect.stringContaining('the permission ssm:GetParameter is missing') as string,
    },
  });
});
