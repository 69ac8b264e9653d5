import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Sleep, TrailHistory } from '../../../ports.ts';
import type { ClientsFor } from '../readers/reader.ts';

/** LookupEvents takes two requests a second in an account and Region; half of that leaves people some. */
const pause = 1_000;

/** The record of an event of LookupEvents, in which it stands as text; a text that is none is left for who tells of it. */
const recordIn = (event: LookedUp): unknown => {
  try {
    return JSON.parse(event.CloudTrailEvent ?? '') as unknown;
  } catch {
    return event;
  }
};

interface LookedUp {
  CloudTrailEvent?: string;
}

/** What LookupEvents remembers, as the records that a rule would have delivered: changing calls, and of reading ones none. */
export const lookupHistory = (clientsFor: ClientsFor, sleep: Sleep): TrailHistory => ({
  page: async (locality, { since, until }, token) => {
    const client = await clientsFor('cloudtrail', locality);
    const { Events, NextToken } = (await client.send(
      new LookupEventsCommand({
        StartTime: new Date(since),
        EndTime: new Date(until),
        LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }],
        MaxResults: 50,
        NextToken: token,
      }),
    )) as { Events?: LookedUp[]; NextToken?: string };
    await sleep(pause);
    return { records: (Events ?? []).map(recordIn), next: NextToken };
  },
});
