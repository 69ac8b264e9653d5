import { LookupEventsCommand, type Event } from '@aws-sdk/client-cloudtrail';
import type { Locality, Sleep, TrailHistory } from '../../../ports.ts';
import type { ClientsFor } from '../readers/reader.ts';

/** LookupEvents takes two requests a second in an account and Region; half of that leaves people some. */
const pause = 1_000;

/**
 * What is asked for: LookupEvents takes one condition at a time. Of reading calls only root's count, whatever they are; what
 * root has changed is among the changing calls.
 */
const passes = {
  changing: { AttributeKey: 'ReadOnly', AttributeValue: 'false', wants: () => true },
  root: { AttributeKey: 'Username', AttributeValue: 'root', wants: ({ ReadOnly }: Event) => ReadOnly !== 'false' },
} as const;
type Pass = keyof typeof passes;

interface Page {
  records: readonly unknown[];
  next: string | undefined;
}

/** The record of an event of LookupEvents, in which it stands as text; a text that is none is left for who tells of it. */
const recordIn = (event: Event): unknown => {
  try {
    return JSON.parse(event.CloudTrailEvent ?? '') as unknown;
  } catch {
    return event;
  }
};

/** A token says what was asked for, too: `changing` or `root`, and CloudTrail's own. */
const tokenOf = (pass: Pass, next: string | undefined): string | undefined =>
  next === undefined ? undefined : `${pass} ${next}`;

const readToken = (token: string | undefined): [Pass, string | undefined] => {
  if (token === undefined) return ['changing', undefined];
  const end = token.indexOf(' ');
  return [token.slice(0, end) === 'root' ? 'root' : 'changing', token.slice(end + 1)];
};

/** What LookupEvents remembers, as the records that a rule would have delivered: changing calls, and what root has read. */
export const lookupHistory = (clientsFor: ClientsFor, sleep: Sleep): TrailHistory => {
  const pageOf = async (
    pass: Pass,
    locality: Locality,
    { since, until }: { since: number; until: number },
    token?: string,
  ): Promise<Page> => {
    const client = await clientsFor('cloudtrail', locality);
    const { AttributeKey, AttributeValue, wants } = passes[pass];
    const { Events = [], NextToken } = (await client.send(
      new LookupEventsCommand({
        StartTime: new Date(since),
        EndTime: new Date(until),
        LookupAttributes: [{ AttributeKey, AttributeValue }],
        MaxResults: 50,
        NextToken: token,
      }),
    )) as { Events?: Event[]; NextToken?: string };
    await sleep(pause);
    return { records: Events.filter((event) => wants(event)).map(recordIn), next: tokenOf(pass, NextToken) };
  };

  return {
    page: async (locality, period, token) => {
      const [pass, own] = readToken(token);
      const found = await pageOf(pass, locality, period, own);
      if (pass === 'root' || found.next !== undefined) return found;
      // Hardly ever more than one page, and often none: not worth a message of its own.
      const ofRoot = await pageOf('root', locality, period);
      return { records: [...found.records, ...ofRoot.records], next: ofRoot.next };
    },
  };
};
