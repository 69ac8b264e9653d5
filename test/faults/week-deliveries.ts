import { localFiles } from '../../shared/adapters/local/files/local-files.ts';
import type { Delivery } from '../../shared/app/service/deliver.ts';
import { readLog } from '../../shared/cloudtrail/log-file.ts';

/** A record as a rule of EventBridge delivers it; what came as an event already is left as it is. */
export const asDelivered = (value: unknown): string => {
  const isEvent = typeof value === 'object' && value !== null && 'detail-type' in value;
  return JSON.stringify(isEvent ? value : { 'detail-type': 'AWS API Call via CloudTrail', detail: value });
};

/** All records of the example week as messages of the queue of events, those that CloudTrail wrote twice twice. */
export const weekDeliveries = async (): Promise<readonly Delivery[]> => {
  const deliveries: Delivery[] = [];
  for await (const file of (await localFiles(['examples/trail'])).files) {
    for await (const items of readLog(file.open())) {
      for (const item of items) {
        if (item.kind === 'record') deliveries.push({ id: String(deliveries.length), body: asDelivered(item.value) });
      }
    }
  }
  return deliveries;
};
