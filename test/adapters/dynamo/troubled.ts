import type { Random } from '../../../examples/make/random.ts';
import { failure, type Call, type Handle } from './fake-dynamo.ts';

/** A process that dies with its so-manieth request: it is not carried out, or it is and nobody hears of it, and no other follows. */
export class Dead extends Error {}

export const dyingAt = (handle: Handle, request: number, isCarriedOut: boolean): Handle => {
  let count = 0;
  return async (call) => {
    count++;
    if (count < request || (count === request && isCarriedOut)) {
      const answer = await handle(call);
      if (count < request) return answer;
    }
    throw new Dead();
  };
};

export const counting = (handle: Handle) => {
  const calls: Call[] = [];
  return {
    calls,
    handle: async (call: Call) => {
      calls.push(call);
      return handle(call);
    },
  };
};

/** The answer to one request is lost: it was carried out, and AWS seems to have failed. */
export const losingAnswerOf = (handle: Handle, request: number): Handle => {
  let count = 0;
  return async (call) => {
    const isLost = ++count === request;
    const answer = await handle(call);
    return isLost ? failure('InternalServerError', {}, 500) : answer;
  };
};

/** A writer that stands still before its so-manieth request while others do something. */
export const pausedAt = (handle: Handle, request: number, during: () => Promise<void>): Handle => {
  let count = 0;
  let pause: Promise<void> | undefined;
  return async (call) => {
    if (++count >= request) await (pause ??= during());
    return handle(call);
  };
};

/** What AWS answers now and then, of which some is said though the request was carried out. */
const troubles = [
  { isCarriedOut: false, answer: failure('ThrottlingException') },
  { isCarriedOut: false, answer: failure('ProvisionedThroughputExceededException') },
  { isCarriedOut: false, answer: failure('InternalServerError', {}, 500) },
  { isCarriedOut: true, answer: failure('InternalServerError', {}, 500) },
  { isCarriedOut: true, answer: failure('ServiceUnavailable', {}, 503) },
] as const;

const whileInTheWay = (call: Call) =>
  call.operation === 'TransactWriteItems'
    ? failure('TransactionCanceledException', {
        CancellationReasons: (call.input['TransactItems'] as object[]).map((_, index) => ({
          Code: index === 0 ? 'TransactionConflict' : 'None',
        })),
      })
    : failure('ThrottlingException');

/** Every so manieth request fails in one of the ways in which AWS fails; of batches of reads, some keys are left over. */
export const troubled = (handle: Handle, random: Random, share: number): Handle => {
  return async (call) => {
    if (random.next() >= share) return handle(call);
    if (call.operation === 'BatchGetItem' && random.next() < 0.5) return handled(handle, call);
    if (random.next() < 0.2) return whileInTheWay(call);
    const { isCarriedOut, answer } = random.pick(troubles);
    if (isCarriedOut) await handle(call);
    return answer;
  };
};

/** The first half of the keys; the others are to be asked for again. */
const handled = async (handle: Handle, call: Call) => {
  const requests = Object.entries(call.input['RequestItems'] as Record<string, { Keys: object[] }>);
  const half = requests.map(([table, { Keys: keys, ...rest }]) => {
    const middle = Math.floor(keys.length / 2);
    return { table, rest, now: keys.slice(0, middle), later: keys.slice(middle) };
  });
  const asked = half.filter(({ now }) => now.length > 0);
  const { status, body } =
    asked.length === 0
      ? { status: 200, body: { Responses: {} } }
      : await handle({
          ...call,
          input: {
            RequestItems: Object.fromEntries(asked.map(({ table, rest, now }) => [table, { ...rest, Keys: now }])),
          },
        });
  const left = Object.fromEntries(half.map(({ table, rest, later }) => [table, { ...rest, Keys: later }]));
  return { status, body: { ...body, UnprocessedKeys: left } };
};

/** Requests of several writers, carried out one at a time, whose turn it is left to chance. */
export const interleaved = (handle: Handle, random: Random): Handle => {
  const waiting: (() => Promise<void>)[] = [];
  let isRunning = false;
  const run = async () => {
    isRunning = true;
    while (waiting.length > 0) {
      // Everybody who can go on does so first.
      await new Promise((resolve) => void setImmediate(resolve));
      const [next] = waiting.splice(random.below(waiting.length), 1);
      await next?.();
    }
    isRunning = false;
  };
  return async (call) =>
    new Promise((resolve, reject) => {
      waiting.push(async () => handle(call).then(resolve, reject));
      if (!isRunning) void run();
    });
};
