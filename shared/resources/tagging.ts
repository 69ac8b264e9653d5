import { tagEntries } from '../core/known-map.ts';
import type { Reading } from '../core/resource-type.ts';
import { textOf, type Members } from '../core/trail-record.ts';

/** Tags that are added to those there are: TagRole, TagUser, TagResource … */
export const addsTags: Reading = { effect: 'update', state: ({ tags }) => ({ '+tags': tagEntries(tags) }) };

/** Tags that are taken away: UntagRole, UntagUser, UntagResource … */
export const takesTags: Reading = {
  effect: 'update',
  state: ({ tagKeys }) => ({
    '+tags': Object.fromEntries((Array.isArray(tagKeys) ? tagKeys : []).map((key) => [String(key), null])),
  }),
};

const arnIn = ({ resourceArn, resourceARN }: Members): string | undefined => textOf(resourceArn) ?? textOf(resourceARN);

/** How a call that names what it tags by its ARN, whatever its type, is read as one about ARNs of one kind: `:event-bus/`. */
export const byArn = (kind: string): Pick<Reading, 'concerns' | 'of'> => ({
  concerns: (request) => (arnIn(request) ?? '').toLowerCase().includes(kind),
  of: arnIn,
});
