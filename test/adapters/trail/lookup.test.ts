import { expect, test } from 'vitest';
import { lookup, type LookupBack } from '../../../shared/adapters/aws/trail/lookup.ts';
import { commercialRegions, regionsOf } from '../../../shared/adapters/aws/trail/regions.ts';
import { readLog } from '../../../shared/cloudtrail/log-file.ts';
import { days, hours } from '../../../shared/core/instant.ts';
import { SourceError } from '../../../shared/core/source-error.ts';
import { fakeLookup, fakeTime, type Asked, type Past } from './fake-lookup.ts';
import { sdkError } from './fake-s3.ts';

const now = '2026-03-10T12:00:00Z';

/** Each file that came, with the ids of its records in order, or what went wrong. */
const read = async (
  events: readonly Past[],
  options: Partial<LookupBack> & { trouble?: (asked: Asked) => void; done?: readonly string[] } = {},
) => {
  const { clock, sleep, slept } = fakeTime(now);
  const { access, asked } = fakeLookup(events, clock, options);
  const told: string[] = [];
  const source = await lookup({
    back: days(2),
    clock,
    sleep,
    access,
    checkpoint: async (name) => (options.done?.includes(name) ? 'ReadOnly=false,Username=root' : undefined),
    onNote: (name, note) => void told.push(`${name}: ${note}`),
    ...options,
  });
  const files: [string, ...string[]][] = [];
  const checkpoints: string[] = [];
  for await (const { name, open, checkpoint } of source.files) {
    try {
      const ids: string[] = [];
      for await (const items of readLog(open())) {
        for (const item of items)
          ids.push(item.kind === 'record' ? (item.value as Record<string, string>)['eventID']! : item.kind);
      }
      files.push([name.replace('LookupEvents ', ''), ...ids]);
      if (checkpoint) checkpoints.push(checkpoint.name);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      files.push([`!${error.scope}`, error.message]);
      if (error.scope === 'source') break;
    }
  }
  return { files, checkpoints, told, asked, slept, measured: await source.measure() };
};

const past = (id: string, time: string, more: Partial<Past> = {}): Past => ({ id, time, ...more });

test('days come oldest first and in each the Regions, the global one before all', async () => {
  const { files, checkpoints, measured } = await read([
    past('d', '2026-03-10T11:00:00Z'),
    past('b', '2026-03-09T01:00:00Z'),
    past('c', '2026-03-09T02:00:00Z'),
    past('a', '2026-03-08T23:00:00Z'),
    past('too-old', '2026-03-08T11:00:00Z'),
    past('iam', '2026-03-09T00:00:00Z', { region: 'us-east-1' }),
    past('elsewhere', '2026-03-09T00:00:00Z', { region: 'us-west-2' }),
  ]);
  expect(files).toEqual([
    ['us-east-1 2026-03-08T12:00:00Z to 2026-03-09T00:00:00Z'],
    ['eu-west-1 2026-03-08T12:00:00Z to 2026-03-09T00:00:00Z', 'a'],
    ['us-east-1 2026-03-09', 'iam'],
    ['eu-west-1 2026-03-09', 'b', 'c'],
    ['us-east-1 2026-03-10T00:00:00Z to 2026-03-10T12:00:00Z'],
    ['eu-west-1 2026-03-10T00:00:00Z to 2026-03-10T12:00:00Z', 'd'],
  ]);
  expect(checkpoints).toEqual(['lookup/111122223333/us-east-1/2026-03-09', 'lookup/111122223333/eu-west-1/2026-03-09']);
  expect(measured).toEqual({ files: 6 });
});

test('what was read before is not asked for again', async () => {
  const done = ['lookup/111122223333/eu-west-1/2026-03-09', 'lookup/111122223333/eu-west-1/2026-03-10'];
  const { files, told, asked } = await read([past('b', '2026-03-09T01:00:00Z')], { done, regions: ['eu-west-1'] });
  expect(files.map(([name]) => name).filter((name) => name.startsWith('eu'))).toEqual([
    'eu-west-1 2026-03-08T12:00:00Z to 2026-03-09T00:00:00Z',
    'eu-west-1 2026-03-10T00:00:00Z to 2026-03-10T12:00:00Z',
  ]);
  expect(told).toEqual(['LookupEvents: 1 of 6 days were read before: not read again']);
  expect(asked.some(({ region, from }) => region === 'eu-west-1' && from.startsWith('2026-03-09'))).toBe(false);
});

test('the day at the end of what CloudTrail remembers is whole as it is', async () => {
  const { files, checkpoints } = await read([], { back: days(90), regions: ['us-east-1'] });
  expect(files[0]).toEqual(['us-east-1 2025-12-10T12:00:00Z to 2025-12-11T00:00:00Z']);
  expect(files).toHaveLength(91);
  expect(checkpoints).toHaveLength(90);
});

test('many events come in pages, oldest first, none twice and none lost', async () => {
  const events = Array.from({ length: 130 }, (_, index) =>
    past(`${index}`, new Date(Date.parse('2026-03-10T00:00:00Z') + index * 60_000).toISOString()),
  );
  const { files } = await read(events, { back: hours(12), regions: ['eu-west-1'] });
  expect(files.at(-1)?.slice(1)).toEqual(events.map(({ id }) => id));
});

test('an event at midnight belongs to the day that begins', async () => {
  const { files } = await read([past('midnight', '2026-03-09T00:00:00Z')], { regions: ['eu-west-1'] });
  expect(files.filter((file) => file.includes('midnight')).map(([name]) => name)).toEqual(['eu-west-1 2026-03-09']);
});

test('of what only reads, what root does is looked up, and what it writes comes once', async () => {
  const { files } = await read(
    [
      past('read', '2026-03-10T01:00:00Z', { isReadOnly: true }),
      past('root-reads', '2026-03-10T02:00:00Z', { isReadOnly: true, isRoot: true }),
      past('root-writes', '2026-03-10T03:00:00Z', { isRoot: true }),
    ],
    { back: hours(12), regions: ['eu-west-1'] },
  );
  expect(files.at(-1)?.slice(1)).toEqual(['root-writes', 'root-reads']);
});

test('a time leaves only its windows, and only whole days are done', async () => {
  const period = { since: Date.parse('2026-03-09T06:00:00Z'), until: Date.parse('2026-03-10T00:00:00Z') };
  const { files, checkpoints } = await read([], { period, regions: ['us-east-1'] });
  expect(files).toEqual([['us-east-1 2026-03-09T06:00:00Z to 2026-03-10T00:00:00Z']]);
  expect(checkpoints).toEqual([]);
});

test('no Region is asked more than twice a second, and one that is throttled is asked more slowly', async () => {
  let refusals = 3;
  const trouble = () => {
    if (refusals-- > 0) throw sdkError('ThrottlingException');
  };
  const { asked, files, slept } = await read([], { trouble, regions: ['us-east-1'], back: days(5) });
  expect(files).toHaveLength(6);
  expect(asked).toHaveLength(6 * 2 + 3);
  const gaps = asked.slice(1).map(({ at }, index) => at - asked[index]!.at);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
  expect(slept.filter((milliseconds) => milliseconds > 1_000)).toEqual([2_000, 4_000, 8_000]);
});

test('a Region that is denied is left out, and the others go on', async () => {
  const trouble = ({ region }: Asked) => {
    if (region === 'eu-west-1') throw sdkError('AccessDeniedException', 'explicit deny in a service control policy');
  };
  const { files } = await read([past('iam', '2026-03-09T00:00:00Z', { region: 'us-east-1' })], { trouble });
  expect(files).toEqual([
    ['us-east-1 2026-03-08T12:00:00Z to 2026-03-09T00:00:00Z'],
    [
      '!file',
      'LookupEvents eu-west-1 2026-03-08T12:00:00Z to 2026-03-09T00:00:00Z: the permission cloudtrail:LookupEvents is missing (AWS says: explicit deny in a service control policy); eu-west-1 is left out from here on',
    ],
    ['us-east-1 2026-03-09', 'iam'],
    ['us-east-1 2026-03-10T00:00:00Z to 2026-03-10T12:00:00Z'],
  ]);
});

test('a Region that the account has not enabled is left out, which is no failure', async () => {
  const trouble = ({ region }: Asked) => {
    if (region === 'ap-east-1') throw sdkError('UnrecognizedClientException');
  };
  const { files, told } = await read([], { trouble, regions: ['ap-east-1'] });
  expect(files).toHaveLength(3);
  expect(told).toEqual(['ap-east-1: left out: the account has not enabled this Region']);
});

test('credentials that expire end the source, and the next run goes on there', async () => {
  const trouble = ({ from }: Asked) => {
    if (from >= '2026-03-09') throw sdkError('ExpiredTokenException');
  };
  const { files } = await read([], { trouble });
  expect(files.map(([name]) => name)).toEqual([
    'us-east-1 2026-03-08T12:00:00Z to 2026-03-09T00:00:00Z',
    'eu-west-1 2026-03-08T12:00:00Z to 2026-03-09T00:00:00Z',
    '!source',
  ]);
  expect(files.at(-1)?.[1]).toContain('the AWS credentials have expired; log in again');
});

test('without credentials nothing begins', async () => {
  const { clock, sleep } = fakeTime(now);
  const { access } = fakeLookup([], clock);
  const identity = async () => {
    throw sdkError('CredentialsProviderError', 'Could not load credentials from any providers');
  };
  const options = { back: days(1), clock, sleep, checkpoint: async () => undefined, access: { ...access, identity } };
  await expect(lookup(options)).rejects.toThrow('LookupEvents: there are no AWS credentials to use; log in, or name a');
});

test('where no Region is configured, that is said', async () => {
  const { told } = await read([], {
    access: { ...fakeLookup([], { now: () => 0 }).access, configuredRegion: async () => undefined },
  });
  expect(told).toEqual([
    'LookupEvents: no Region is configured: only us-east-1 is looked in; name others with --regions',
  ]);
});

test.for([
  [undefined, 'eu-west-1', ['us-east-1', 'eu-west-1']],
  [undefined, undefined, ['us-east-1']],
  [['eu-west-1', 'us-east-1', 'eu-west-1'], 'us-west-2', ['us-east-1', 'eu-west-1']],
  ['all', 'us-west-2', commercialRegions],
  [undefined, 'cn-northwest-1', ['cn-north-1', 'cn-northwest-1']],
  [undefined, 'us-gov-east-1', ['us-gov-west-1', 'us-gov-east-1']],
] as const)('of %j with %s configured, the Regions are %j', ([wanted, configured, regions]) => {
  expect(regionsOf(wanted, configured)).toEqual(regions);
});
