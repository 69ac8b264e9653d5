import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Sleep, TrailHistory } from '../../../ports.ts';
import type { ClientsFor } from '../readers/reader.ts';

/** LookupEvents takes two requests a second in an account and Region; half of that leaves people some. */
const pause = 1_000;

/**
 * What LookupEvents remembers: changing calls, and of reading ones none. A record stands in its answer as text, which those
 * who read records know.
 */
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
    )) as { Events?: object[]; NextToken?: string };
    await sleep(pause);
    return { records: Events ?? [], next: NextToken };
  },
});
