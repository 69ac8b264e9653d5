import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { systemClock } from '../../shared/adapters/local/clock.ts';
import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { sqliteStore } from '../../shared/adapters/local/sqlite/store.ts';
import { intake } from '../../shared/app/intake.ts';
import { replay } from '../../shared/app/replay.ts';
import { edgesOf } from '../../shared/app/world.ts';
import { controls, resourceTypes } from '../../shared/catalogue.ts';
import { readLog } from '../../shared/cloudtrail/log-file.ts';
import { catalogueOf } from '../../shared/core/catalogue.ts';
import { compareChanges, type Change } from '../../shared/core/change.ts';
import { defaultConfiguration } from '../../shared/core/configuration.ts';
import { sweep, type World } from '../../shared/core/sweep.ts';
import { deliveries } from './deliveries.ts';
import { evaluateFunction } from './functions.ts';
import { policyTimes } from './policies.ts';

const root = join(import.meta.dirname, '../..');
const rounds = 15;
/** A file of policies, one a line, as `sagewatch policy --jsonl` takes them. */
const policyFile = process.argv.slice(2).find((path) => path.endsWith('.jsonl'));
const given = process.argv.slice(2).filter((path) => path !== policyFile);
const paths = given.length > 0 ? given : [join(root, 'examples/trail')];

const filesBelow = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .toSorted()
        .flatMap((name) => filesBelow(join(path, name)))
    : [path];

const files = paths.flatMap(filesBelow);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(Math.floor(values.length * share), values.length - 1)] ?? 0;
const rounded = (value: number): number => Number(value.toPrecision(4));

const catalogue = catalogueOf(resourceTypes, controls, defaultConfiguration);

/** The least that reading these files can cost: each gunzipped and parsed whole. */
const floor = (): number => {
  const begun = performance.now();
  for (const file of files) {
    const bytes = readFileSync(file);
    const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    try {
      JSON.parse(text.toString('utf8'));
    } catch {
      // One record a line is no JSON as a whole: its lines are.
      for (const line of text.toString('utf8').split('\n')) if (line.trim()) JSON.parse(line);
    }
  }
  return performance.now() - begun;
};

const replayed = async (): Promise<{ milliseconds: number; records: number; evaluated: number }> => {
  const begun = performance.now();
  const store = sqliteStore(':memory:');
  const { records, evaluated } = await replay((await localFiles(paths)).files, {
    store,
    clock: systemClock,
    saved: { state: () => undefined },
    catalogue,
    configuration: defaultConfiguration,
  });
  await store.close();
  return { milliseconds: performance.now() - begun, records, evaluated };
};

/** Relevant records as they stand in the files, and when each happened. */
const relevantRecords: { record: unknown; at: number }[] = [];

/** The changes of each relevant event, in the order of events. */
const relevantEvents = async (): Promise<(readonly Change[])[]> => {
  const events: (readonly Change[])[] = [];
  for await (const file of (await localFiles(paths)).files) {
    for await (const items of readLog(file.open())) {
      for (const item of items) {
        const taken = item.kind === 'record' ? intake(item.value, catalogue) : undefined;
        if (item.kind !== 'record' || !taken || !('event' in taken) || taken.event.changes.length === 0) continue;
        events.push(taken.event.changes);
        relevantRecords.push({ record: item.value, at: taken.event.at });
      }
    }
  }
  return events.toSorted(([a], [b]) => (a && b ? compareChanges(a, b) : 0));
};

/** Each relevant event alone, in order, in a world that has seen all before it: applied, judged by every control. */
const evaluations = (changes: readonly (readonly Change[])[]): number[] => {
  const referrers = new Map<string, Set<string>>();
  for (const { from, to, role } of edgesOf(changes.flat(), catalogue)) {
    if (catalogue.followedRoles.has(role)) referrers.set(to, (referrers.get(to) ?? new Set()).add(from));
  }
  const world: World = {
    known: new Map(),
    findings: new Map(),
    referrers: (key) => referrers.get(key) ?? [],
    saved: () => undefined,
  };
  return changes.map((each) => {
    const begun = performance.now();
    sweep(world, each, { catalogue, configuration: defaultConfiguration });
    return (performance.now() - begun) * 1_000;
  });
};

const startUp = (words: readonly string[]): number => {
  const begun = performance.now();
  spawnSync(process.execPath, words, { cwd: root, stdio: 'ignore' });
  return performance.now() - begun;
};

const relevant = await relevantEvents();
const times = { floor: [] as number[], replay: [] as number[], ratio: [] as number[] };
let counted = { records: 0, evaluated: 0 };
const perEvent: number[] = [];
for (let round = -3; round < rounds; round++) {
  const least = floor();
  const { milliseconds, ...counts } = await replayed();
  const each = evaluations(relevant);
  if (round < 0) continue;
  counted = counts;
  times.floor.push(least);
  times.replay.push(milliseconds);
  times.ratio.push(milliseconds / least);
  perEvent.push(...each);
}

const spread = (values: readonly number[]) => ({
  p50: rounded(quantile(values, 0.5)),
  p95: rounded(quantile(values, 0.95)),
  mean: rounded(values.reduce((sum, one) => sum + one, 0) / Math.max(values.length, 1)),
});

/** What deliveries cost in an order: as events happen, which is about how they are delivered, or as files hold them. */
const delivered = async (records: readonly { record: unknown }[]) => {
  const inOrder = records.map(({ record }) => record);
  const each = await deliveries(inOrder, catalogue, 3);
  return Object.fromEntries(Object.entries(each).map(([name, values]) => [name, spread(values)]));
};
const delivery = {
  events: relevantRecords.length,
  microsecondsPerEvent: {
    asTheyHappen: await delivered(relevantRecords.toSorted((a, b) => a.at - b.at)),
    asFilesHoldThem: await delivered(relevantRecords),
  },
};
const evaluate = await evaluateFunction(rounds, median);

const starts = { node: [] as number[], sagewatch: [] as number[] };
for (let round = -1; round < rounds; round++) {
  const [node, sagewatch] = [startUp(['-e', '0']), startUp(['cli/sagewatch.js', 'controls'])];
  if (round < 0) continue;
  starts.node.push(node);
  starts.sagewatch.push(sagewatch);
}

console.log(
  JSON.stringify(
    {
      node: process.version,
      rounds,
      files: files.length,
      ...counted,
      controls: controls.length,
      replay: {
        recordsPerSecond: Math.round(counted.records / (median(times.replay) / 1_000)),
        milliseconds: rounded(median(times.replay)),
        floorMilliseconds: rounded(median(times.floor)),
        ratio: rounded(median(times.ratio)),
      },
      evaluation: { microsecondsPerEvent: spread(perEvent) },
      delivery,
      evaluate,
      policies: policyTimes(policyFile),
      peakMemoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
      startUp: {
        nodeMilliseconds: rounded(median(starts.node)),
        sagewatchMilliseconds: rounded(median(starts.sagewatch)),
        overNodeMilliseconds: rounded(
          median(starts.sagewatch.map((value, index) => value - (starts.node[index] ?? 0))),
        ),
      },
    },
    undefined,
    2,
  ),
);
