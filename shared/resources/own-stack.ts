import { isOwnName } from '../core/own-stack.ts';
import type { Reading, ResourceType } from '../core/resource-type.ts';
import { isMembers, type Members } from '../core/trail-record.ts';

/** The last part of a name, an ARN or a URL: what people called it. */
const ownPart = (name: string): string => name.split(/[:/]/).at(-1) ?? name;

/** Whether a name, an ARN or a URL is of what Sagewatch deployed for itself. */
export const isOwn = (name: string | undefined): boolean => name !== undefined && isOwnName(ownPart(name));

/**
 * Readings of calls about what is Sagewatch's own alone: an account is full of functions and queues that are no business of
 * ours, and none of them is kept, read or judged.
 */
export const ofOwn = (
  nameOf: ResourceType['nameOf'],
  events: Readonly<Record<string, Reading>>,
): Readonly<Record<string, Reading>> =>
  Object.fromEntries(
    Object.entries(events).map(([name, reading]): [string, Reading] => [
      name,
      {
        ...reading,
        concerns: (request, record) =>
          (reading.concerns?.(request, record) ?? true) &&
          [(reading.of ?? nameOf)(request, record)].flat().some((each) => isOwn(each)),
      },
    ]),
  );

/** A call that tells nothing that is kept, of what may never have been heard of. */
export const touched: Reading = { effect: 'update', state: () => ({}) };

/** A member by its name in the API, in whatever way CloudTrail lowers its initials: `sSESpecification`, `uUID`. */
export const member = (members: unknown, name: string): unknown =>
  isMembers(members)
    ? Object.entries(members).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
    : undefined;

/** Whether a member that is true, false or a text of one of them is true; undefined: it is not there. */
export const flag = (value: unknown): boolean | undefined =>
  value === undefined || value === null ? undefined : value === true || value === 'true';

/** Members without those that are not stated. */
export const stated = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
