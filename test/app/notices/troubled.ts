import type { Desk } from '../../../shared/app/notices/desk.ts';
import type { Queue } from '../../../shared/ports.ts';
import type { office } from './office.ts';

/** Everything that a worker asks of the world goes through one of these. */
export type Passage = <Result>(at: string, work: () => Promise<Result>) => Promise<Result>;

/** Has whatever an office asks of store, queue and channels go through a passage. What moves findings does not. */
export const passingThrough = (it: ReturnType<typeof office>, pass: Passage): void => {
  const { store } = it;
  const guarded: Desk['store'] = {
    finding: (id) => pass('finding', () => store.finding(id)),
    findings: async function* (query) {
      yield* await pass('findings', () => Array.fromAsync(store.findings(query)));
    },
    transitionsOf: (id) => pass('transitionsOf', () => store.transitionsOf(id)),
    transitionsSince: async function* (moment) {
      yield* await pass('transitionsSince', () => Array.fromAsync(store.transitionsSince(moment)));
    },
    history: (key) => pass('history', () => store.history(key)),
    referring: (key, most) => pass('referring', () => store.referring(key, most)),
    entries: (names) => pass('entries', () => store.entries(names)),
    write: (...words) => pass('write', () => store.write(...words)),
  };
  const send = it.queue.send;
  const queue: Queue<Parameters<typeof send>[0][number]> = {
    send: (messages, delay) => pass('send', () => send(messages, delay)),
  };
  const { channelOf } = it.delivering;
  Object.assign(it.desk, { store: guarded, queue });
  Object.assign(it.delivering, { store: guarded, queue });
  it.delivering.channelOf = (name) => {
    const channel = channelOf(name);
    return channel && { send: (...words) => pass('channel', () => channel.send(...words)) };
  };
};

/** What does not come from us: throttling, a time-out, a process that is killed. */
export class Trouble extends Error {}

/**
 * `before`: nothing was done; `after`: it was done, and the answer was lost. Who dies does nothing more for the message; who
 * does not may go on.
 */
export const faults = ['fails before', 'fails after', 'dies before', 'dies after'] as const;
export type Fault = (typeof faults)[number];

/** Has one passage of all be troubled. */
export const troubledAt = (number: number, fault: Fault) => {
  const passed: string[] = [];
  let isDead = false;
  const pass: Passage = async (at, work) => {
    if (isDead) throw new Trouble('it is dead');
    passed.push(at);
    const strikes = passed.length === number + 1;
    if (strikes && fault.startsWith('dies')) isDead = true;
    if (strikes && fault.endsWith('before')) throw new Trouble(`${at} was not reached`);
    const result = await work();
    if (strikes) throw new Trouble(`${at} did not answer`);
    return result;
  };
  return {
    pass,
    /** What was passed, in order. */
    passed,
    /** The next message is somebody else's. */
    revive: (): void => {
      isDead = false;
    },
  };
};
