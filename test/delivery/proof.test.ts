import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { readLog } from '../../shared/cloudtrail/log-file.ts';
import { readRecord, type Readable, type StateChangeEvent } from '../../shared/cloudtrail/record.ts';
import { stateChangeOf } from '../../shared/cloudtrail/state-change-of.ts';
import type { TrailRecord } from '../../shared/core/trail-record.ts';
import { deliveredBy } from '../../shared/delivery/delivered.ts';
import { deliveryRules } from '../../shared/delivery/rules.ts';
import type { Cases, RecordFixture } from '../controls/cases.ts';
import { record } from '../fixtures/record.ts';
import { atHome, catalogue, isDelivered, rules, wantedBy } from './catalogued.ts';

const tables = Object.entries(
  import.meta.glob<Cases>('../controls/*/*.cases.ts', { import: 'default', eager: true }),
).map(([path, table]) => ({
  control: path.replace(/^.*\/([^/]+\/[^/.]+)\.cases\.ts$/, '$1'),
  records: ([table.record].flat() as RecordFixture[]).map((fixture) => atHome(record(fixture))),
}));

const example: Readable[] = [];
for await (const file of (await localFiles(['examples/trail'])).files) {
  for await (const items of readLog(file.open())) {
    for (const item of items) {
      const read = item.kind === 'record' ? readRecord(item.value) : undefined;
      if (read && read.kind !== 'unreadable') example.push(read);
    }
  }
}

/** What is delivered is wanted, and what is wanted is delivered. */
const agrees = (each: TrailRecord): void => {
  const wanted = wantedBy(each);
  if (wanted === 'about something else') return;
  const { eventSource, eventName, errorCode } = each;
  expect({ eventSource, eventName, errorCode, delivered: isDelivered(each) }).toEqual({
    eventSource,
    eventName,
    errorCode,
    delivered: wanted === 'wanted',
  });
};

test.each(tables)('$control gets the records that open its finding', ({ records }) => {
  expect(records.map((each) => isDelivered(each))).toEqual(records.map(() => true));
  for (const each of records) expect(wantedBy(each)).toBe('wanted');
});

test('of the example week everything is delivered that is looked at, and nothing else', () => {
  const delivered = deliveredBy(rules);
  let [wanted, unwanted] = [0, 0];
  for (const read of example) {
    if (read.kind === 'state-change') expect(delivered(read)).toBe(stateChangeOf(read.event, catalogue) !== undefined);
    else agrees(read.record);
    if (delivered(read)) wanted++;
    else unwanted++;
  }
  expect(wanted).toBeGreaterThan(500);
  expect(unwanted).toBeGreaterThan(500);
});

/** What is changed of a record, where it is changed. */
interface Changed extends Partial<Pick<TrailRecord, 'errorCode' | 'userIdentity' | 'eventType' | 'responseElements'>> {
  named?: Pick<TrailRecord, 'eventSource' | 'eventName'>;
}

describe('records that are changed', () => {
  const records = [
    ...tables.flatMap((table) => table.records),
    ...example.flatMap((read) => (read.kind === 'record' ? [read.record] : [])),
  ];
  const keys = [...catalogue.entries.keys()];
  const seenCalls = records.map(({ eventSource, eventName }) => `${eventSource}:${eventName}`);
  const calls = fc.oneof(fc.constantFrom(...keys), fc.constantFrom(...seenCalls));
  const named = calls.chain((key) => {
    const [eventSource = '', eventName = ''] = key.split(':');
    const another = fc.constantFrom(
      { eventSource, eventName: `${eventName}s` },
      { eventSource, eventName: eventName.slice(1) },
      { eventSource, eventName: eventName.toLowerCase() },
      { eventSource: `x${eventSource}`, eventName },
      { eventSource: eventSource.replace('.', '-'), eventName },
      { eventSource: 'dynamodb.amazonaws.com', eventName },
      { eventSource: 'sagemaker.amazonaws.com', eventName },
    );
    return fc.oneof(
      { weight: 2, arbitrary: fc.constant({ eventSource, eventName }) },
      { weight: 1, arbitrary: another },
    );
  });
  const identities = fc.oneof(
    fc.record(
      { type: fc.constantFrom('Root', 'IAMUser', 'AssumedRole', 'root'), invokedBy: fc.constant('s3.amazonaws.com') },
      { requiredKeys: ['type'] },
    ),
    fc.constant(null),
  );
  const changed = fc.record(
    {
      named,
      errorCode: fc.constantFrom('AccessDenied', 'Client.Unauthorized'),
      userIdentity: identities,
      eventType: fc.constantFrom('AwsApiCall', 'AwsServiceEvent', 'AwsConsoleAction'),
      responseElements: fc.constantFrom(null, { ConsoleLogin: 'Failure' }, { ConsoleLogin: 'Success' }),
      requestParameters: fc.constantFrom(null, { omitted: true }, { userName: 'x' }),
    },
    { requiredKeys: [] },
  );

  /** A record that CloudTrail could write: of sign-ins in a kind of its own, and of another call than it was as of one that writes. */
  const rewritten = (original: TrailRecord, { named: call, ...members }: Changed): TrailRecord => {
    const whole = { ...original, ...call, ...(call && { readOnly: false }), ...members } as TrailRecord;
    if (whole.eventSource === 'signin.amazonaws.com') return { ...whole, eventType: 'AwsConsoleSignIn' };
    return atHome(whole.eventType === 'AwsConsoleSignIn' ? { ...whole, eventType: 'AwsApiCall' } : whole);
  };

  test('are delivered where they are still looked at, and only there', () => {
    const seen = { wanted: 0, unwanted: 0, 'about something else': 0 };
    fc.assert(
      fc.property(fc.constantFrom(...records), changed, (original, changes) => {
        const each = rewritten(original, changes);
        agrees(each);
        seen[wantedBy(each)]++;
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 3_000) },
    );
    expect(Math.min(seen.wanted, seen.unwanted)).toBeGreaterThan(100);
  });

  test('no rule does without which all would still be delivered', () => {
    const states = example.filter(({ kind }) => kind === 'state-change');
    const all: Readable[] = [
      ...records.map((each): Readable => ({ kind: 'record', record: atHome(each), at: 0 })),
      ...states,
    ];
    for (const rule of rules) {
      const others = deliveredBy(rules.filter((each) => each !== rule));
      expect(
        all.some((read) => deliveredBy([rule])(read) && !others(read)),
        rule.name,
      ).toBe(true);
    }
  });
});

test("SageMaker's own events are delivered where a type listens to them", () => {
  const delivered = deliveredBy(deliveryRules(catalogue));
  const event = (detailType: string): StateChangeEvent => ({
    id: '1',
    detailType,
    account: '111122223333',
    region: 'eu-central-1',
    time: '2026-11-02T09:00:00Z',
    detail: {},
  });
  const listened = [...catalogue.types.values()].flatMap(({ stateChange }) =>
    stateChange ? [stateChange.detailType] : [],
  );
  expect(listened).not.toEqual([]);
  for (const type of [...listened, 'SageMaker Model State Change', 'SageMaker Endpoint', '', 'toString']) {
    expect([type, delivered({ kind: 'state-change', event: event(type), at: 0 })]).toEqual([
      type,
      listened.includes(type),
    ]);
  }
});
