import { tagEntries } from '../../core/known-map.ts';
import type { Reading } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';

const aboutKind = (kind: string) => (request: Members) =>
  (textOf(request['resourceArn']) ?? '').toLowerCase().includes(`:${kind}/`);

/** AddTags and DeleteTags name the resource by ARN, whatever its type: this reads those of one kind of ARN. */
export const taggingOf = (kind: string): Record<'AddTags' | 'DeleteTags', Reading> => ({
  AddTags: {
    effect: 'update',
    concerns: aboutKind(kind),
    of: ({ resourceArn }) => textOf(resourceArn),
    state: ({ tags }) => ({ '+tags': tagEntries(tags) }),
  },
  DeleteTags: {
    effect: 'update',
    concerns: aboutKind(kind),
    of: ({ resourceArn }) => textOf(resourceArn),
    state: ({ tagKeys }) => ({
      '+tags': Object.fromEntries((Array.isArray(tagKeys) ? tagKeys : []).map((key) => [String(key), null])),
    }),
  },
});
