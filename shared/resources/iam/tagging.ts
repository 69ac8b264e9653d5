import { tagEntries } from '../../core/known-map.ts';
import type { Reading } from '../../core/resource-type.ts';

/** TagRole, TagUser …: tags that are added to those there are. */
export const addsTags: Reading = { effect: 'update', state: ({ tags }) => ({ '+tags': tagEntries(tags) }) };

/** UntagRole, UntagUser …: tags that are taken away. */
export const takesTags: Reading = {
  effect: 'update',
  state: ({ tagKeys }) => ({
    '+tags': Object.fromEntries((Array.isArray(tagKeys) ? tagKeys : []).map((key) => [String(key), null])),
  }),
};
