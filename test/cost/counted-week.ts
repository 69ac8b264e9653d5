import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import { deliver } from '../../shared/app/service/deliver.ts';
import { messageOfRead, type NoticeMessage, type ReadMessage } from '../../shared/app/service/messages.ts';
import { handOn } from '../../shared/app/service/notices.ts';
import { readResource } from '../../shared/app/service/read.ts';
import { reconcile } from '../../shared/app/service/reconcile.ts';
import { readLog } from '../../shared/cloudtrail/log-file.ts';
import { readRecord, type Readable } from '../../shared/cloudtrail/record.ts';
import { hours, minutes } from '../../shared/core/instant.ts';
import { deliveredBy } from '../../shared/delivery/delivered.ts';
import { eventOf } from '../../shared/delivery/envelope.ts';
import { deliveryRules } from '../../shared/delivery/rules.ts';
import type { Reader, ReadOutcome } from '../../shared/ports.ts';
import { days, deliveredOn, exampleConfiguration } from '../examples/play.ts';
import { telling } from './counted-telling.ts';
import { meteredService, nothing, per, plus, type Metered, type Used } from './metered.ts';

/** What stands in the log files of the example week, in the order in which it happened. */
const weekly = async (): Promise<Readable[]> => {
  const found: Readable[] = [];
  for (const day of days) {
    for await (const { open } of (await localFiles(deliveredOn(day))).files) {
      for await (const items of readLog(open())) {
        for (const item of items) {
          const read = item.kind === 'record' ? readRecord(item.value) : undefined;
          if (read && read.kind !== 'unreadable') found.push(read);
        }
      }
    }
  }
  return found.toSorted((a, b) => a.at - b.at);
};

/** AWS says the same as the records did; what none told of is not there. */
const answerOf = async ({ store, clock }: Metered, arn: string): Promise<ReadOutcome> => {
  const [known] = await store.resources(arn);
  return known?.state
    ? { kind: 'found', state: known.state, at: clock.now(), final: true }
    : { kind: 'absent', at: clock.now() };
};

/** What reading a resource costs, apart from asking AWS. */
const readOf = async (service: Metered, message: ReadMessage): Promise<Used> => {
  const { assessing, work, count } = service;
  const answer = await answerOf(service, message.arn);
  const reader: Reader = { get: async () => answer };
  return (await count(() => readResource(message, { ...assessing, reader, work }))).used;
};

/**
 * The example week as the rules would deliver it, event by event through the very code of the functions, on a table that
 * counts: what an event, a read that it asks for, a transition, the daily look at what is known already, and the comparison
 * with CloudTrail's memory cost.
 */
export const countedWeek = async () => {
  const records = await weekly();
  const service = meteredService(exampleConfiguration(), records[0]?.at ?? 0);
  const { store, work, assessing, count, queue } = service;
  const delivered = records.filter(deliveredBy(deliveryRules(assessing.catalogue)));
  const notices = queue<NoticeMessage>();
  const people = telling(service);
  let [judging, reading, handing, sweeping]: [Used, Used, Used, Used] = [nothing, nothing, nothing, nothing];
  let [changing, reads, transitions, swept] = [0, 0, 0, 0];
  for (const [index, read] of delivered.entries()) {
    await people.goOnTo(read.at + minutes(1));
    service.at(read.at + minutes(1));
    const { used, result } = await count(() =>
      deliver({ id: `m-${index}`, body: JSON.stringify(eventOf(read)) }, { ...assessing, work }),
    );
    judging = plus(judging, used);
    if (result.evaluated > 0) changing++;
    for (const transition of result.transitions) {
      transitions++;
      handing = plus(handing, (await count(() => handOn([transition], { store, notices }))).used);
    }
    await people.hear(result.transitions);
    for (let batch = work.take(); batch.length > 0; batch = work.take()) {
      for (const message of batch) {
        if (message.kind !== 'read') continue;
        reads++;
        reading = plus(reading, await readOf(service, message));
      }
    }
  }
  await people.goOnTo(service.clock.now() + hours(24));
  const told = people.come();
  const bytes = service.held();
  service.at(service.clock.now() + minutes(60));
  for (const { resource } of await store.resources('arn:*')) {
    if (!assessing.catalogue.types.get(resource.type)?.described) continue;
    swept++;
    sweeping = plus(sweeping, await readOf(service, messageOfRead({ resource, delay: 0 })));
    work.take();
  }
  const sweptBytes = (service.held() - bytes) / swept;
  const { used: comparing, result: compared } = await count(() =>
    reconcile(
      { kind: 'reconcile', account: '111122223333', region: 'us-east-1', since: 0, until: 0, wanted: 0, recovered: 0 },
      {
        ...assessing,
        work,
        history: {
          page: async () => ({
            records: records.flatMap((read) => (read.kind === 'record' ? [read.record] : [])),
            next: undefined,
          }),
        },
        events: queue<unknown>(),
      },
    ),
  );
  return {
    records: records.length,
    delivered: delivered.length,
    changing,
    reads,
    transitions,
    /** Bytes that an event leaves behind. */
    bytes: bytes / delivered.length,
    sweptBytes,
    judging: per(judging, delivered.length),
    reading: per(reading, reads),
    handing: per(handing, transitions),
    telling: per(told.used, transitions),
    runs: told.runs / transitions,
    notices: told.notices,
    sweeping: per(sweeping, swept),
    comparing: per(comparing, compared.wanted),
  };
};
