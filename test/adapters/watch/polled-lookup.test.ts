import { expect, test } from 'vitest';
import { polledLookup } from '../../../shared/adapters/aws/trail/polled-lookup.ts';
import { sqliteStore } from '../../../shared/adapters/local/sqlite/store.ts';
import { until } from '../../../shared/app/watch.ts';
import { days, hours, minutes } from '../../../shared/core/instant.ts';
import type { SourceFile } from '../../../shared/ports.ts';
import { record } from '../../fixtures/record.ts';
import { fakeLookup, type Asked, type Past } from '../trail/fake-lookup.ts';
import { sdkError } from '../trail/fake-s3.ts';
import { watched } from './watching.ts';

const start = Date.parse('2026-03-10T12:00:00Z');

/** History that can be added to while it is watched. Times are minutes from the start. */
const scene = (trouble?: (asked: Asked) => void) => {
  let now = start;
  const clock = { now: () => now };
  const events: Past[] = [];
  const { access, asked } = fakeLookup(events, clock, { ...(trouble && { trouble }) });
  return {
    asked,
    pass: (milliseconds: number) => void (now += milliseconds),
    happens: (minute: number, region = 'eu-west-1') => {
      const time = new Date(start + minutes(minute)).toISOString();
      const happened = record({ eventSource: 's3.amazonaws.com', eventName: 'PutObject', awsRegion: region });
      events.push({ id: happened.eventID, region, time, record: { ...happened, eventTime: time } });
    },
    run: (steps: Parameters<typeof watched>[2], store = sqliteStore(':memory:'), since?: number) =>
      watched(
        ({ checkpoint }, onNote) =>
          polledLookup({ clock, sleep: async () => undefined, checkpoint, onNote, access, since }),
        clock,
        steps,
        store,
      ),
  };
};

test('what happens is read once, also when it can be found only later', async () => {
  const { happens, pass, run } = scene();
  happens(-40);
  happens(-20);
  const { counts, totals } = await run([
    () => {
      pass(minutes(5));
      happens(4);
      happens(3, 'us-east-1');
    },
    () => {
      pass(minutes(5));
      happens(1);
    },
    () => pass(minutes(5)),
    () => undefined,
  ]);
  expect(counts).toEqual([
    [1, 0],
    [2, 0],
    [1, 0],
    [0, 0],
  ]);
  expect(totals).toMatchObject({ records: 4, skipped: 0, unreadableFiles: 0 });
});

test('a restart loses nothing and keeps nothing twice', async () => {
  const { happens, pass, run, asked } = scene();
  const store = sqliteStore(':memory:');
  happens(-1);
  await run([() => undefined], store);
  pass(days(1));
  happens(60);
  asked.length = 0;
  const { totals } = await run([() => undefined], store);
  expect(totals).toMatchObject({ files: 4, records: 2, irrelevant: 1, duplicates: 1 });
  expect([...new Set(asked.map(({ from }) => from))]).toEqual(['2026-03-10T11:30:00', '2026-03-11T00:00:00']);
});

test('a checkpoint out of reach is told, and what can still be had is read', async () => {
  const { pass, run, asked } = scene();
  const store = sqliteStore(':memory:');
  await run([() => undefined], store);
  pass(days(100));
  asked.length = 0;
  const { told } = await run([() => undefined], store);
  const lost =
    'what happened from 2026-03-10T12:00:00Z to 2026-03-20T12:00:00Z is lost: LookupEvents reaches back 90 days';
  expect(told).toEqual(['us-east-1', 'eu-west-1'].map((region) => `LookupEvents ${region}: ${lost}`));
  expect(asked[0]?.from).toBe('2026-03-20T12:01:00');
});

test('a watch can begin in the past', async () => {
  const { happens, run } = scene();
  happens(-600);
  const { counts } = await run([() => undefined], undefined, start - hours(12));
  expect(counts).toEqual([[1, 0]]);
});

test('a Region that fails rests, loses nothing, and does not hold the others up', async () => {
  let isDown = true;
  const { happens, pass, run } = scene(({ region }) => {
    if (isDown && region === 'eu-west-1') throw Object.assign(new Error('x'), { code: 'ENOTFOUND' });
  });
  happens(-1);
  happens(-1, 'us-east-1');
  const { rounds, counts, told } = await run([
    () => pass(minutes(0.2)),
    () => pass(minutes(1)),
    () => pass(minutes(0.8)),
    () => {
      isDown = false;
      pass(minutes(1));
    },
    () => undefined,
  ]);
  expect(rounds.map(({ unreadableFiles }) => unreadableFiles)).toEqual([1, 0, 1, 0, 0]);
  expect(counts.map(([fresh]) => fresh)).toEqual([1, 0, 0, 0, 1]);
  expect(told[0]).toContain(
    "AWS can't be reached or does not answer (ENOTFOUND); try again later; eu-west-1 is left out",
  );
});

test('credentials that expire are told and tried again until somebody logs in', async () => {
  let isExpired = false;
  const { happens, pass, run } = scene(() => {
    if (isExpired) throw sdkError('ExpiredTokenException');
  });
  const { counts, told, waits } = await run([
    () => {
      isExpired = true;
      happens(0);
      pass(minutes(1));
    },
    () => pass(minutes(1)),
    () => {
      isExpired = false;
    },
    () => undefined,
  ]);
  expect(counts).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 0],
  ]);
  expect(waits).toEqual([5_000, 5_000, 10_000, 5_000]);
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('the AWS credentials have expired; log in again');
});

test('the signal ends what is being read between two pieces of it', async () => {
  const ending = new AbortController();
  const file: SourceFile = {
    name: 'long',
    open: async function* () {
      yield Buffer.from('a');
      ending.abort();
      yield Buffer.from('b');
    },
  };
  const read: string[] = [];
  const files = until(
    ending.signal,
    (async function* () {
      yield file;
      yield { ...file, name: 'next' };
    })(),
  );
  for await (const { name, open } of files) {
    read.push(name);
    const take = async () => {
      for await (const chunk of open()) read.push(Buffer.from(chunk).toString());
    };
    await expect(take()).rejects.toThrow('interrupted');
  }
  expect(read).toEqual(['long', 'a']);
});
