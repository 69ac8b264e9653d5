import { PutEventsCommand, type PutEventsCommandOutput } from '@aws-sdk/client-eventbridge';
import { bytesOf } from '../../../notices/channels/bounds.ts';
import { busEvents, type BusEvent } from '../../../notices/channels/event.ts';
import type { Channel, Delivery } from '../../../ports.ts';
import { outcomeOf, outcomeOfEntry } from './outcome.ts';

/** What is used of the SDK's client. */
export interface EventBus {
  send(command: PutEventsCommand): Promise<Pick<PutEventsCommandOutput, 'Entries'>>;
}

/** PutEvents takes ten entries a call, and as many bytes together as it takes of one. */
const mostAtOnce = 10;
const mostBytes = 240_000;

/** Events in calls that PutEvents takes, in their order. */
export const inCalls = (events: readonly BusEvent[]): readonly (readonly BusEvent[])[] => {
  const calls: BusEvent[][] = [];
  let bytes = Infinity;
  for (const event of events) {
    // The time counts 14 bytes, the other members as they are (EventBridge user guide, entry size).
    const size =
      14 + [event.detail, event.detailType, event.source, ...event.resources].map(bytesOf).reduce((a, b) => a + b);
    const call = calls.at(-1);
    if (!call || call.length === mostAtOnce || bytes + size > mostBytes) {
      calls.push([event]);
      bytes = size;
    } else {
      call.push(event);
      bytes += size;
    }
  }
  return calls;
};

/** An event bus. Delivered are all events of a notice or it is tried again: an event has the same id whenever it comes. */
export const busChannel = (client: EventBus, bus: string): Channel => {
  const put = async (events: readonly BusEvent[]): Promise<Delivery> => {
    try {
      const { Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: events.map(({ source, detailType, detail, resources, at }) => ({
            EventBusName: bus,
            Source: source,
            DetailType: detailType,
            Detail: detail,
            Resources: [...resources],
            Time: new Date(at),
          })),
        }),
      );
      const outcomes = Entries.flatMap(({ ErrorCode, ErrorMessage = '' }) =>
        ErrorCode === undefined ? [] : [outcomeOfEntry(ErrorCode, ErrorMessage, `sending events to ${bus}`)],
      );
      return outcomes.find(({ kind }) => kind === 'refused') ?? outcomes[0] ?? { kind: 'delivered' };
    } catch (error) {
      return outcomeOf(error, { what: `sending events to ${bus}`, permission: 'events:PutEvents' });
    }
  };
  return {
    send: async (notice) => {
      for (const call of inCalls(busEvents(notice))) {
        const outcome = await put(call);
        if (outcome.kind !== 'delivered') return outcome;
      }
      return { kind: 'delivered' };
    },
  };
};
