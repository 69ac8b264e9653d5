import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { readLog } from '../../shared/cloudtrail/log-file.ts';
import { readRecord, type Readable } from '../../shared/cloudtrail/record.ts';
import { eventOf } from '../../shared/delivery/envelope.ts';
import { deliveredOn } from '../examples/play.ts';
import { credentials } from './deployed.ts';

/** What was recorded on days of the example week, in the order of its files. */
export const recordedOn = async (days: readonly string[]): Promise<Readable[]> => {
  const all: Readable[] = [];
  for await (const file of (await localFiles(days.flatMap(deliveredOn))).files) {
    for await (const items of readLog(file.open())) {
      for (const item of items) {
        const read = item.kind === 'record' ? readRecord(item.value) : undefined;
        if (read && read.kind !== 'unreadable') all.push(read);
      }
    }
  }
  return all;
};

/** What an event is recognised by, which moto gives another id. */
export const contentOf = (event: Readonly<Record<string, unknown>>): string => {
  const { eventID } = event['detail'] as { eventID?: string };
  return eventID ?? JSON.stringify(event['detail']);
};

const regionOf = (read: Readable): string => (read.kind === 'record' ? read.record.awsRegion : read.event.region);

/** Puts what was recorded onto the default bus of each Region, as the services do. */
export const put = async (recorded: readonly Readable[]): Promise<void> => {
  const { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = credentials();
  for (const [region, reads] of Map.groupBy(recorded, regionOf)) {
    const client = new EventBridgeClient({
      region,
      endpoint,
      credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    });
    for (let from = 0; from < reads.length; from += 10) {
      const Entries = reads.slice(from, from + 10).map((read) => {
        const { source, 'detail-type': type, time, resources, detail } = eventOf(read);
        return {
          Source: String(source),
          DetailType: String(type),
          Time: new Date(String(time)),
          Resources: resources as string[],
          Detail: JSON.stringify(detail),
        };
      });
      const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries }));
      if (FailedEntryCount !== 0) throw new Error(`${FailedEntryCount} events were not taken`);
    }
  }
};
