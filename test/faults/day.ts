import type { SQSRecord } from 'aws-lambda';
import { logger } from '../../functions/logger.ts';
import { eachMessage } from '../../functions/middleware/partial-batch.ts';
import { textIn, type Item } from '../../shared/adapters/aws/dynamo/attributes.ts';
import { assess } from '../../shared/app/assess.ts';
import { baselinesToTell } from '../../shared/app/service/baseline.ts';
import { deliver } from '../../shared/app/service/deliver.ts';
import { gaugesOf } from '../../shared/app/service/gauges.ts';
import { workMessage, type WorkMessage } from '../../shared/app/service/messages.ts';
import { handOn, handOnWaiting } from '../../shared/app/service/notices.ts';
import { beginReconciling } from '../../shared/app/service/reconcile.ts';
import { sweepMessages } from '../../shared/app/service/sweep.ts';
import { workOn } from '../../shared/app/service/work.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { minutes } from '../../shared/core/instant.ts';
import { fakeDynamo } from '../adapters/dynamo/fake-dynamo.ts';
import { Dead, isLong, runOf, type Gate, type Run } from './faults.ts';
import { mostReceives, type Queues, type Waiting } from './queues.ts';
import { servedIn, type Serving } from './served.ts';
import { bodies, firstHour, morning, place, secondHour, taken, type Part } from './story.ts';

logger.setLogLevel('SILENT');

const configuration = defaultConfiguration;
const catalogue = catalogueOf(resourceTypes, controls, configuration);
const swept = resourceTypes.filter(({ name }) => name === 'kms/key' || name === 'sagemaker/notebook-instance');

const version = 'one';
const listed = (sweep: string) => sweepMessages(swept, () => [place], sweep);

/** What happens at the doors, where nothing fails: messages are given twice, or not at all. */
export type Door =
  | 'each message twice, one after the other'
  | 'each message to two at once'
  | 'each record of the stream twice'
  | 'no record of the stream'
  | 'each hourly run twice'
  | 'no rule delivers every third event'
  | 'a message that fails as often as it is taken';

export interface DayOptions {
  gate: Gate;
  door?: Door | undefined;
}

type Handled = (run: Run, bodies: readonly string[]) => Promise<ReadonlySet<number>>;

/** How a function that was given something came to its end. */
export interface Ends {
  /** A message of the queue of events or of work that failed, or whose process died. */
  message: number;
  'record of the stream': number;
  'scheduled run': number;
  /** What reads and lists came to. */
  kinds: Set<string>;
}

/** How long a message that failed is not seen: infra/queues.yml. */
const unseen = { events: minutes(3), work: minutes(12) };
/** One at a time, so that what fails comes again before what came after it: only then all that is told has to be the same. */
const atOnce = 1;
/** As often as the stream's records are tried: fewer than infra/sources.yml says, which changes nothing. */
const streamTries = 3;
const runTries = 3;

/** A day of the service: a first look, what happens, two hourly runs and the daily look, in turn. */
export const dayOf = ({ gate, door }: DayOptions) => {
  let now = morning;
  let part: Part = 'morning';
  const clock = { now: () => now };
  const dynamo = fakeDynamo();
  const queues: Queues = { events: [], work: [], notices: [] };
  const laidAside: Waiting[] = [];
  const ends: Ends = { message: 0, 'record of the stream': 0, 'scheduled run': 0, kinds: new Set() };
  const serving: Serving = { gate, dynamo, queues, clock, part: () => part };
  const judging = { clock, saved: { state: () => undefined }, catalogue, configuration, version };
  const streamed = new Set<string>();

  /** Whoever fails leaves some of it at its work, which goes on. */
  const settled = async (run: Run): Promise<void> => {
    while (run.underWay.size > 0) {
      await Promise.allSettled(run.underWay);
      await new Promise((resolve) => void setImmediate(resolve));
    }
  };

  const each =
    (handle: (run: Run, body: string, served: ReturnType<typeof servedIn>) => Promise<void>): Handled =>
    async (run, given) => {
      const served = servedIn(run, serving);
      const records = given.map((body, index) => ({ messageId: String(index), body }) as SQSRecord);
      const { batchItemFailures } = await eachMessage(records, ({ body }) => handle(run, body, served));
      await settled(run);
      if (run.isDead) return new Set(given.keys());
      return new Set(batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier)));
    };

  const evaluate = each(async (_, body, { store, work }) => {
    if (door === 'a message that fails as often as it is taken' && body === bodies[5]) throw new Error('it fails');
    await deliver({ id: 'one', body }, { ...judging, store, work });
  });
  const work = each(async (run, body, served) => {
    const message: WorkMessage = workMessage.parse(JSON.parse(body));
    const end = await workOn(message, { ...judging, ...served });
    if (run.isStruck && 'kind' in end) ends.kinds.add(end.kind);
  });

  /** Takes some messages of a queue that can be taken; those that fail can be taken again later, as their first. */
  const take = async (name: 'events' | 'work', handle: Handled): Promise<boolean> => {
    const queue = queues[name];
    const due = queue.filter(({ at }) => at <= now).slice(0, atOnce);
    if (due.length === 0) return false;
    queue.splice(0, queue.length, ...queue.filter((message) => !due.includes(message)));
    const given = due.map(({ body }) => body);
    const isTwice = part !== 'morning' && door === 'each message to two at once';
    const both = await Promise.all([handle(runOf(given), given), ...(isTwice ? [handle(runOf(given), given)] : [])]);
    const failed = new Set(both.flatMap((indexes) => [...indexes]));
    if (part !== 'morning' && door === 'each message twice, one after the other') await handle(runOf(given), given);
    const again = due.filter((_, index) => failed.has(index));
    ends.message += again.length;
    for (const message of again) {
      message.receives++;
      if (name === 'work') message.at = now + unseen.work;
    }
    laidAside.push(...again.filter(({ receives }) => receives >= mostReceives));
    queue.unshift(...again.filter(({ receives }) => receives < mostReceives));
    if (again.length > 0 && name === 'events') now += unseen.events;
    return true;
  };

  /** The transitions that the table's stream tells of since it was last looked at. */
  const streamImages = (): Item[] => {
    const fresh = dynamo
      .items()
      .filter((item) => textIn(item, 'kind') === 'transition')
      .filter(({ pk, sk }) => !streamed.has(`${pk?.S} ${sk?.S}`));
    for (const { pk, sk } of fresh) streamed.add(`${pk?.S} ${sk?.S}`);
    return fresh;
  };

  const notify = async (): Promise<boolean> => {
    const images = streamImages();
    for (const image of images) {
      if (part === 'events' && door === 'no record of the stream') continue;
      const times = door === 'each record of the stream twice' ? 2 : 1;
      for (let time = 0; time < times; time++) {
        await tried('record of the stream', `stream ${image['pk']?.S} ${image['sk']?.S}`, streamTries, async (run) => {
          const { store, notices } = servedIn(run, serving);
          await handOn([await store.transitionIn(image)], { store, notices });
        });
      }
    }
    return images.length > 0;
  };

  /** Runs something until it gets through, so many times at most. */
  const tried = async (
    what: 'record of the stream' | 'scheduled run',
    given: string,
    tries: number,
    act: (run: Run) => Promise<void>,
  ): Promise<void> => {
    for (let attempt = 1; attempt <= tries; attempt++) {
      const run = runOf([given]);
      try {
        await act(run);
        if (!run.isDead) return;
      } catch (error) {
        if (!run.isStruck && !(error instanceof Dead)) throw error;
      } finally {
        await settled(run);
      }
      ends[what]++;
      now += minutes(1);
    }
  };

  const workOff = async (): Promise<void> => {
    for (let rounds = 0; ; rounds++) {
      if (rounds > 1_000) throw new Error('it never ends');
      const isBusy = (await take('events', evaluate)) || (await notify()) || (await take('work', work));
      if (isBusy) continue;
      const next = Math.min(...[...queues.events, ...queues.work].map(({ at }) => at));
      if (!Number.isFinite(next)) return;
      now = Math.max(now, next);
    }
  };

  const hourly = async (at: number): Promise<void> => {
    if (now > at) throw new Error('the day took longer than it has');
    now = at;
    for (let time = 0; time < (door === 'each hourly run twice' ? 2 : 1); time++) {
      await tried('scheduled run', 'hourly', runTries, async (run) => {
        const { store, work: workQueue, notices } = servedIn(run, serving);
        const hour = { store, clock, configuration, aliasesOf: () => [], canaries: [], localities: [place] };
        await beginReconciling([place], { store, clock, work: workQueue });
        const { waited, overdue, kept } = await gaugesOf(hour);
        await handOnWaiting((id) => waited.has(id), { store, notices });
        await notices.send(overdue.map((findings) => ({ kind: 'reminder', news: 'overdue', findings: [...findings] })));
        const { accounts, kept: summed } = await baselinesToTell({ store, clock, version, lists: listed('') });
        await notices.send(accounts.map((account) => ({ kind: 'baseline', account })));
        await assess([], [], { ...judging, store }, { ...kept, ...summed });
        await store.mend();
      });
    }
    await workOff();
  };

  const sweep = async (name: string): Promise<void> => {
    await tried('scheduled run', `sweep ${name}`, runTries, async (run) => {
      await servedIn(run, serving).work.send(listed(name));
    });
    await workOff();
  };

  return {
    dynamo,
    queues,
    laidAside,
    ends,
    /** Goes through a part of the day, until nothing is left to do. */
    goThrough: async (next: Part): Promise<void> => {
      part = next;
      // What is to be healed has to be there first.
      const isOver = part === 'next night' || (part !== 'events' && gate.fault !== undefined && isLong(gate.fault));
      gate.arm(part !== 'morning' && !isOver);
      if (part === 'morning' || part === 'night' || part === 'next night') return sweep(part);
      if (part === 'hours') {
        await hourly(firstHour);
        return hourly(secondHour);
      }
      now = taken;
      const delivered = bodies.filter((_, index) => door !== 'no rule delivers every third event' || index % 3 !== 1);
      queues.events.push(...delivered.map((body) => ({ body, at: now, receives: 0 })));
      return workOff();
    },
  };
};

export type Day = ReturnType<typeof dayOf>;
