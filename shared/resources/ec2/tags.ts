import { tagEntries } from '../../core/known-map.ts';
import type { Reading } from '../../core/resource-type.ts';
import { textOf, within, type Members } from '../../core/trail-record.ts';

const tagsIn = (request: Members): Record<string, string> => tagEntries(within(request, 'tagSet', 'items'));

/** CreateTags and DeleteTags name any number of resources by their ids: this reads those whose ids begin with a prefix. */
export const taggingOf = (prefix: `${string}-`): Record<'CreateTags' | 'DeleteTags', Reading> => {
  const idsIn = (request: Members): readonly string[] => {
    const items = within(request, 'resourcesSet', 'items');
    return (Array.isArray(items) ? items : [])
      .map((item) => textOf(within(item, 'resourceId')))
      .filter((id): id is string => id?.startsWith(prefix) === true);
  };
  const about = { effect: 'update', concerns: (request: Members) => idsIn(request).length > 0, of: idsIn } as const;
  return {
    CreateTags: { ...about, state: (request) => ({ '+tags': tagsIn(request) }) },
    DeleteTags: {
      ...about,
      state: (request) => ({ '+tags': Object.fromEntries(Object.keys(tagsIn(request)).map((key) => [key, null])) }),
    },
  };
};
