import { describe, expect, test } from 'vitest';
import { wireSqs } from '../../../../shared/adapters/aws/sqs-queue.ts';
import { jsonService, type Access } from '../../../../shared/adapters/aws/wire/json-service.ts';
import type { Answer } from '../../../../shared/adapters/aws/wire/post.ts';

interface Sent {
  origin: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

const ok = (body: object): Answer => ({ status: 200, headers: {}, body: JSON.stringify(body) });
const refused = (name: string, status = 400, members: object = {}): Answer => ({
  status,
  headers: {},
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: `${name}!`, ...members }),
});

/** A service whose answers are given, one after the other, the last one for good. */
const answering = (answers: readonly (Answer | Error)[], more: Partial<Access> = {}) => {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  const access: Access = {
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    clock: { now: () => Date.parse('2026-11-02T12:00:00.123Z') },
    sleep: async (milliseconds) => void pauses.push(milliseconds),
    post: async ({ origin }, headers, body) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? ok({});
      sent.push({ origin, headers, body });
      if (answer instanceof Error) throw answer;
      return answer;
    },
    ...more,
  };
  return { sent, pauses, access, call: jsonService({ name: 'dynamodb', target: 'DynamoDB_20120810' }, access) };
};

test('a request as the protocol has it', async () => {
  const { sent, call } = answering([ok({ Count: 2 })]);
  expect(await call('Query', { TableName: 'ä', Limit: undefined })).toEqual({ Count: 2 });
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    origin: 'https://dynamodb.eu-central-1.amazonaws.com',
    body: '{"TableName":"ä"}',
    headers: {
      host: 'dynamodb.eu-central-1.amazonaws.com',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.Query',
      'x-amz-date': '20261102T120000Z',
    },
  });
  expect(sent[0]?.headers['authorization']).toContain('Credential=AKIAEXAMPLE/20261102/eu-central-1/dynamodb/');
  expect(Object.keys(sent[0]?.headers ?? {})).not.toContain('x-amz-security-token');
});

describe('where and as whom', () => {
  const originOf = async (more: Partial<Access>) => {
    const { sent, call } = answering([ok({})], more);
    await call('Query', {});
    return sent[0]?.origin;
  };
  test.each([
    [{ region: 'us-gov-west-1' }, 'https://dynamodb.us-gov-west-1.amazonaws.com'],
    [{ region: 'cn-north-1' }, 'https://dynamodb.cn-north-1.amazonaws.com.cn'],
    [{ endpoint: 'http://127.0.0.1:5000' }, 'http://127.0.0.1:5000'],
  ])('%o', async (more, origin) => expect(await originOf(more)).toBe(origin));

  test.each([
    ['at its own host', {}, 'https://sqs.us-west-2.amazonaws.com'],
    ['or where everything is', { endpoint: 'http://127.0.0.1:5000' }, 'http://127.0.0.1:5000'],
  ])('a queue is asked %s', async (_, more, origin) => {
    const { sent, access } = answering([ok({ Failed: [] })], more);
    const entries = [{ Id: '0', MessageBody: '1' }];
    await wireSqs(access)({ QueueUrl: 'https://sqs.us-west-2.amazonaws.com/111122223333/work', Entries: entries });
    expect(sent[0]).toMatchObject({ origin, headers: { 'x-amz-target': 'AmazonSQS.SendMessageBatch' } });
    expect(sent[0]?.headers['host']).toBe(new URL(origin).host);
  });
  test('a role has its token signed; what Lambda follows goes along unsigned', async () => {
    const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };
    const { sent, call } = answering([ok({})], { credentials, trace: () => 'Root=1' });
    await call('Query', {});
    expect(sent[0]?.headers).toMatchObject({ 'x-amz-security-token': 'token', 'x-amzn-trace-id': 'Root=1' });
    const [, names] = /SignedHeaders=([^,]+),/.exec(sent[0]?.headers['authorization'] ?? '') ?? [];
    expect(names).toBe('content-type;host;x-amz-date;x-amz-security-token;x-amz-target');
  });
});

describe('what fails', () => {
  test.each<[string, Answer | Error, string]>([
    ['a fault', refused('InternalServerError', 500), 'InternalServerError!'],
    ['no capacity', refused('ServiceUnavailable', 503), 'ServiceUnavailable!'],
    ['a load balancer', { status: 502, headers: {}, body: '<html>Bad Gateway</html>' }, 'answered with 502'],
    ['throttling', refused('ThrottlingException'), 'ThrottlingException!'],
    [
      'a table that is throttled',
      refused('ProvisionedThroughputExceededException'),
      'ProvisionedThroughputExceededException!',
    ],
    ['too many', { status: 429, headers: {}, body: '' }, 'answered with 429'],
    ['a broken connection', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 'socket hang up'],
    ['half an answer', { status: 200, headers: {}, body: '{"Items":[' }, 'JSON'],
  ])('%s is asked again, four times in all', async (_, failure, message) => {
    const once = answering([failure, ok({ Count: 1 })]);
    expect(await once.call('Query', {})).toEqual({ Count: 1 });
    expect([once.sent.length, once.pauses.length]).toEqual([2, 1]);
    const always = answering([failure]);
    await expect(always.call('Query', {})).rejects.toThrow(message);
    expect([always.sent.length, always.pauses.length]).toEqual([4, 3]);
    expect(always.pauses.every((pause) => pause >= 0 && pause <= 2_000)).toBe(true);
  });
  test('a transaction is sent again under the same token', async () => {
    const { wireDynamo } = await import('../../../../shared/adapters/aws/dynamo/client.ts');
    const { sent, access } = answering([refused('InternalServerError', 500), ok({})]);
    const { ask } = wireDynamo(access);
    await ask('TransactWriteItems', { TransactItems: [] });
    await ask('TransactWriteItems', { TransactItems: [] });
    const tokens = sent.map(({ body }) => (JSON.parse(body) as { ClientRequestToken: string }).ClientRequestToken);
    expect(tokens[0]).toMatch(/^[\da-f-]{36}$/);
    expect(tokens[1]).toBe(tokens[0]);
    expect(tokens[2]).not.toBe(tokens[0]);
  });
  test.each<[string, Answer, object]>([
    ['by type', refused('ConditionalCheckFailedException'), { name: 'ConditionalCheckFailedException', status: 400 }],
    [
      'with members',
      refused('TransactionCanceledException', 400, { CancellationReasons: [{ Code: 'None' }] }),
      { name: 'TransactionCanceledException', CancellationReasons: [{ Code: 'None' }] },
    ],
    [
      'by a header, with an address',
      {
        status: 403,
        headers: { 'x-amzn-errortype': 'AccessDeniedException:http://internal/' },
        body: '{"Message":"no"}',
      },
      { name: 'AccessDeniedException', message: 'no', status: 403 },
    ],
    ['not at all', { status: 400, headers: {}, body: 'null' }, { name: 'Status400', message: 'answered with 400' }],
    [
      'with members that would hide what it is',
      refused('ValidationException', 400, { name: 'x', status: 200, stack: 'y' }),
      { name: 'ValidationException', message: 'ValidationException!', status: 400 },
    ],
  ])('for good is thrown at once, named %s', async (_, answer, error) => {
    const { sent, call } = answering([answer]);
    await expect(call('Query', {})).rejects.toMatchObject(error);
    expect(sent).toHaveLength(1);
  });
});
