import type { LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import type { LookupAccess } from '../../../shared/adapters/aws/trail/lookup-access.ts';
import type { Clock, Sleep } from '../../../shared/ports.ts';

/** An event in CloudTrail's history. */
export interface Past {
  id: string;
  region?: string;
  time: string;
  isReadOnly?: boolean;
  isRoot?: boolean;
  record?: unknown;
}

/** What was asked, and when. */
export interface Asked {
  region: string;
  at: number;
  from: string;
  attribute: string;
  token: string | undefined;
}

const isoOf = (date: Date | undefined) => date?.toISOString().slice(0, 19) ?? '';

/** A clock that only sleeping moves, so that nothing waits. */
export const fakeTime = (now: string) => {
  let at = Date.parse(now);
  const clock: Clock = { now: () => at };
  const slept: number[] = [];
  const sleep: Sleep = async (milliseconds) => {
    slept.push(milliseconds);
    at += milliseconds;
  };
  return { clock, sleep, slept };
};

/** CloudTrail's history in memory: newest first, 50 a page, both ends of a time included. `trouble` may throw. */
export const fakeLookup = (
  events: readonly Past[],
  clock: Clock,
  { trouble = () => {}, configured = 'eu-west-1' }: { trouble?: (asked: Asked) => void; configured?: string } = {},
) => {
  const asked: Asked[] = [];
  const page = async (region: string, input: LookupEventsCommandInput) => {
    const [{ AttributeKey = '', AttributeValue = '' } = {}] = input.LookupAttributes ?? [];
    const from = isoOf(input.StartTime);
    asked.push({
      region,
      at: clock.now(),
      from,
      attribute: `${AttributeKey}=${AttributeValue}`,
      token: input.NextToken,
    });
    trouble(asked.at(-1)!);
    const found = events
      .filter(({ region: where = 'eu-west-1', time, isReadOnly = false, isRoot = false }) => {
        const at = new Date(time);
        const isWithin = at >= input.StartTime! && at <= input.EndTime!;
        return where === region && isWithin && (AttributeKey === 'ReadOnly' ? !isReadOnly : isRoot);
      })
      .toSorted((a, b) => Date.parse(b.time) - Date.parse(a.time));
    const start = Number(input.NextToken ?? 0);
    return {
      $metadata: {},
      Events: found.slice(start, start + 50).map(({ id, time, isReadOnly = false, record }) => ({
        EventId: id,
        EventTime: new Date(time),
        ReadOnly: String(isReadOnly),
        CloudTrailEvent: JSON.stringify(record ?? { eventID: id }),
      })),
      ...(start + 50 < found.length && { NextToken: String(start + 50) }),
    };
  };
  const access: LookupAccess = {
    page,
    configuredRegion: async () => configured,
    identity: async () => '111122223333',
  };
  return { access, asked };
};
