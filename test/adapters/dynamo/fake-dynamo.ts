import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { keyOf, keyText, sizeOf, type Item } from '../../../shared/adapters/aws/dynamo/attributes.ts';
import { wireDynamo, type DynamoClient } from '../../../shared/adapters/aws/dynamo/client.ts';
import { checkUse, compareValues, holds, updated } from './fake-expressions.ts';
import { fakeTable, type FakeTable } from './fake-table.ts';
import { tableDefinition } from './table-definition.ts';

/** A request as it goes over the wire, and its answer. */
export interface Call {
  operation: string;
  input: Record<string, any>;
}
export interface Answer {
  status: number;
  body: object;
}
export type Handle = (call: Call) => Promise<Answer>;

export const failure = (name: string, members: object = {}, status = 400): Answer => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...members },
});

const tries = 4;
const token = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 });

/** The SDK's standard retries, without the wait. */
const retryStrategy = {
  mode: 'standard',
  acquireInitialRetryToken: async () => token(0),
  refreshRetryTokenForRetry: async (
    { getRetryCount }: { getRetryCount(): number },
    { errorType }: { errorType: string },
  ) => {
    const isRetried = errorType === 'THROTTLING' || errorType === 'TRANSIENT';
    if (!isRetried || getRetryCount() + 1 >= tries) throw new Error('not tried again');
    return token(getRetryCount() + 1);
  },
  recordSuccess: () => {},
};

/** A client of the SDK whose requests go to a function instead of to AWS. */
export const sdkClientOf = (handle: Handle): DynamoDBClient =>
  new DynamoDBClient({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    retryStrategy,
    requestHandler: {
      handle: async (request: { headers: Record<string, string>; body?: unknown }) => {
        const operation = (request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
        const { status, body } = await handle({
          operation,
          input: JSON.parse(new TextDecoder().decode(request.body as Uint8Array)),
        });
        const headers = { 'content-type': 'application/x-amz-json-1.0' };
        return { response: { statusCode: status, headers, body: Buffer.from(JSON.stringify(body)) } };
      },
    },
  });

/** What the store asks, as functions ask it, with the requests going to a function instead of to AWS. */
export const clientOf = (handle: Handle): DynamoClient =>
  wireDynamo({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    post: async (_, headers, text) => {
      // What is sent is under way only after whoever sends it has gone on.
      await Promise.resolve();
      const operation = (headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const { status, body } = await handle({ operation, input: JSON.parse(text) });
      return { status, headers: {}, body: JSON.stringify(body) };
    },
    clock: { now: () => Date.parse('2026-11-20T12:00:00Z') },
    sleep: async () => {},
  });

/** DynamoDB's own limit is 400 kB; nothing of ours is larger than a quarter of that. */
const largestItem = 100_000;
const largestTransaction = 4 * 1_024 * 1_024;
const largestPage = 1_024 * 1_024;

interface Write {
  key: Item;
  /** Undefined: the item is only looked at. */
  after?: ((before: Item | undefined) => Item | undefined) | undefined;
  condition?: string | undefined;
  input: Record<string, any>;
}

const keyIn = (item: Item): Item => ({ pk: item['pk']!, sk: item['sk']! });

const writeOf = (kind: string, input: Record<string, any>): Write => {
  const expressions = [input['ConditionExpression'], input['UpdateExpression']].filter((text) => text !== undefined);
  checkUse(expressions, input['ExpressionAttributeNames'], input['ExpressionAttributeValues']);
  const condition = input['ConditionExpression'];
  if (kind === 'Put') return { key: keyIn(input['Item']), after: () => input['Item'], condition, input };
  const key = input['Key'];
  if (kind === 'Delete') return { key, after: () => undefined, condition, input };
  if (kind === 'ConditionCheck') return { key, condition, input };
  const expression = {
    text: input['UpdateExpression'],
    names: input['ExpressionAttributeNames'],
    values: input['ExpressionAttributeValues'],
  };
  return { key, after: (before) => updated(expression, key, before), condition, input };
};

const isAllowed = ({ condition, input }: Write, before: Item | undefined): boolean =>
  condition === undefined ||
  holds(
    {
      text: condition,
      names: input['ExpressionAttributeNames'],
      values: input['ExpressionAttributeValues'],
    },
    before,
  );

const checkItem = (item: Item | undefined, definition: ReturnType<typeof tableDefinition>): void => {
  if (!item) return;
  if (sizeOf(item) > largestItem) throw new Error('ValidationException: item too large');
  for (const { AttributeName: name, AttributeType: type } of definition.AttributeDefinitions) {
    const value = item[name];
    if (value && (type === 'S' ? !value.S : !value.N)) throw new Error(`ValidationException: ${name} is no ${type}`);
  }
  const { pk, sk } = keyOf(item);
  if (Buffer.byteLength(pk) > 2_048 || Buffer.byteLength(sk) > 1_024) throw new Error('ValidationException: key');
};

const oldItem = ({ input }: Write, item: Item | undefined): object =>
  input['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD' && item ? { Item: item } : {};

const queried = (table: FakeTable, input: Record<string, any>): object => {
  const names = input['ExpressionAttributeNames'];
  const values = input['ExpressionAttributeValues'];
  const text: string = input['KeyConditionExpression'];
  checkUse([text], names, values);
  const isConsistent = input['ConsistentRead'] === true;
  if (isConsistent && input['IndexName']) throw new Error('ValidationException: an index is not consistent');
  const [, partition = ''] = /^#\w+ = (:\w+)/.exec(text) ?? [];
  const entries = table.entries(input['IndexName'], values[partition]?.S, isConsistent);
  if (input['ScanIndexForward'] === false) entries.reverse();
  const start = input['ExclusiveStartKey'];
  const from = start ? entries.findIndex(({ item }) => keyText(keyOf(item)) === keyText(keyOf(start))) + 1 : 0;
  const found: Item[] = [];
  let bytes = 0;
  let last: Item | undefined;
  for (const { entry } of entries.slice(from)) {
    if (!holds({ text, names, values }, entry)) continue;
    if (found.length === input['Limit'] || bytes + sizeOf(entry) > largestPage) {
      last = found.at(-1);
      break;
    }
    bytes += sizeOf(entry);
    found.push(entry);
  }
  table.countRead(bytes, isConsistent);
  return {
    Count: found.length,
    ...(input['Select'] !== 'COUNT' && { Items: found }),
    ...(last && { LastEvaluatedKey: last }),
  };
};

/**
 * DynamoDB in memory, as far as the store uses it, with the limits and prices that AWS documents. Requests are carried out
 * one by one and whole; `lags`: whether a read that may lag behind does, item by item. What it does not know it refuses. The suites that run on it run on moto as well (`npm run test:aws`).
 */
export const fakeDynamo = (contents: readonly Item[] = [], lags?: () => boolean) => {
  const definition = tableDefinition();
  const table = fakeTable(definition, lags);
  for (const item of contents) table.set(item, item);

  const writeOne = (kind: string, input: Record<string, any>): Answer => {
    const write = writeOf(kind, input);
    const before = table.get(write.key);
    if (!isAllowed(write, before)) {
      table.countCheck(before, 1);
      return failure('ConditionalCheckFailedException', oldItem(write, before));
    }
    const after = write.after?.(before);
    checkItem(after, definition);
    table.countWrite(before, after, 1);
    table.set(write.key, after);
    return { status: 200, body: {} };
  };

  const transact = (parts: readonly Record<string, any>[]): Answer => {
    if (parts.length > 100) return failure('ValidationException');
    const writes = parts.flatMap((part) => Object.entries(part).map(([kind, input]) => writeOf(kind, input)));
    if (new Set(writes.map(({ key }) => keyText(keyOf(key)))).size < writes.length)
      return failure('ValidationException');
    const states = writes.map((write) => ({ write, before: table.get(write.key) }));
    const refused = states.map(({ write, before }) => !isAllowed(write, before));
    if (refused.includes(true)) {
      for (const { before } of states) table.countCheck(before, 2);
      const reasons = states.map(({ write, before }, index) =>
        refused[index] ? { Code: 'ConditionalCheckFailed', ...oldItem(write, before) } : { Code: 'None' },
      );
      return failure('TransactionCanceledException', { CancellationReasons: reasons });
    }
    const results = states.map(({ write, before }) => ({ write, before, after: write.after?.(before) }));
    const bytes = results.reduce((sum, { before, after }) => sum + sizeOf(after ?? before ?? {}), 0);
    if (bytes > largestTransaction) return failure('ValidationException');
    for (const { after } of results) checkItem(after, definition);
    for (const { write, before, after } of results) {
      if (!write.after) {
        table.countCheck(before, 2);
        continue;
      }
      table.countWrite(before, after, 2);
      table.set(write.key, after);
    }
    return { status: 200, body: {} };
  };

  const batchGet = (requests: Record<string, { Keys: Item[]; ConsistentRead?: boolean }>): object => {
    const [[name, { Keys: keys, ConsistentRead: isConsistent = false }] = ['', { Keys: [] as Item[] }]] =
      Object.entries(requests);
    if (keys.length > 100 || new Set(keys.map((key) => keyText(keyOf(key)))).size < keys.length) {
      throw new Error('ValidationException: keys');
    }
    const found = keys.map((key) => (isConsistent ? table.get(key) : table.getStale(key)));
    for (const item of found) table.countRead(item ? sizeOf(item) : 0, isConsistent);
    return { Responses: { [name]: found.filter((item) => item !== undefined) }, UnprocessedKeys: {} };
  };

  const handle: Handle = async ({ operation, input }) => {
    table.units.requests++;
    try {
      switch (operation) {
        case 'PutItem':
          return writeOne('Put', input);
        case 'UpdateItem':
          return writeOne('Update', input);
        case 'DeleteItem':
          return writeOne('Delete', input);
        case 'TransactWriteItems':
          return transact(input['TransactItems']);
        case 'BatchGetItem':
          return { status: 200, body: batchGet(input['RequestItems']) };
        case 'Query':
          return { status: 200, body: queried(table, input) };
        default:
          return failure('UnknownOperationException');
      }
    } catch (error) {
      return failure('ValidationException', { message: error instanceof Error ? error.message : String(error) });
    }
  };
  return {
    handle,
    table,
    items: () =>
      [...table.items.values()].toSorted(
        (a, b) => compareValues(a['pk']!, b['pk']!) || compareValues(a['sk']!, b['sk']!),
      ),
  };
};
