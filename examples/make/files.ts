import { gzipSync } from 'node:zlib';
import type { Entry } from './call.ts';
import type { Members } from './cast.ts';
import { randomOf, wordOf } from './random.ts';

/** How long a file gathers records. CloudTrail delivers every few minutes; three hours keep the example small. */
const gathering = 3 * 3_600_000;
/** A file is delivered some minutes after its last record. */
const delay = 7 * 60_000;

const stamp = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]/g, '').slice(0, 13);

const pathOf = (account: string, region: string, delivered: number): string => {
  const [date = ''] = new Date(delivered).toISOString().split('T');
  const unique = wordOf(`file ${account} ${region} ${delivered}`, 16);
  return `AWSLogs/${account}/CloudTrail/${region}/${date.replaceAll('-', '/')}/${account}_CloudTrail_${region}_${stamp(delivered)}Z_${unique}.json.gz`;
};

/** Gzip without a time and without the name of a system: the same bytes whenever and wherever it is made. */
const zipped = (text: string): Buffer => {
  const bytes = gzipSync(text, { level: 9 });
  bytes.fill(0, 4, 8);
  bytes[9] = 255;
  return bytes;
};

/** CloudTrail does not sort what it writes into a file. */
const shuffled = (records: readonly Members[], seed: string): Members[] => {
  const random = randomOf(seed);
  return records
    .map((record) => ({ record, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ record }) => record);
};

const deliveryOf = ({ time, delivered }: Entry): number =>
  delivered ? Date.parse(delivered) : (Math.floor(Date.parse(time) / gathering) + 1) * gathering + delay;

/** Of every fifth file the last records stand in the next one of its Region, too: a record may come twice. */
const isRepeated = (index: number): boolean => index % 5 === 3;
const repeatedRecords = 3;

/** The log files of all records, by their keys. */
export const logFiles = (entries: readonly Entry[]): Map<string, Buffer> => {
  const files = new Map<string, Buffer>();
  const places = Map.groupBy(entries, ({ account, region }) => `${account} ${region}`);
  for (const ofPlace of places.values()) {
    const byDelivery = Map.groupBy(ofPlace, deliveryOf);
    let repeated: readonly Entry[] = [];
    for (const [index, delivered] of [...byDelivery.keys()].toSorted((a, b) => a - b).entries()) {
      const inside = (byDelivery.get(delivered) ?? []).toSorted((a, b) => (a.time < b.time ? -1 : 1));
      const [first] = inside;
      if (!first) continue;
      const path = pathOf(first.account, first.region, delivered);
      const records = shuffled(
        [...repeated, ...inside].map(({ record }) => record),
        path,
      );
      files.set(path, zipped(JSON.stringify({ Records: records })));
      repeated = isRepeated(index) ? inside.slice(-repeatedRecords) : [];
    }
  }
  return files;
};

/** The events that are no records, a file a day, one a line. */
export const eventFiles = (events: readonly Entry[]): Map<string, Buffer> =>
  new Map(
    [...Map.groupBy(events, ({ time }) => time.slice(0, 10))]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, ofDay]) => [
        `events/sagemaker-${day}.json`,
        Buffer.from(
          ofDay
            .toSorted((a, b) => (a.time < b.time ? -1 : 1))
            .map(({ record }) => `${JSON.stringify(record)}\n`)
            .join(''),
        ),
      ]),
  );
