import type { Reading } from '../../core/resource-type.ts';
import { addsTags, byArn, takesTags } from '../tagging.ts';

/** AddTags and DeleteTags name the resource by ARN, whatever its type: this reads those of one kind of ARN. */
export const taggingOf = (kind: string): Record<'AddTags' | 'DeleteTags', Reading> => ({
  AddTags: { ...addsTags, ...byArn(`:${kind}/`) },
  DeleteTags: { ...takesTags, ...byArn(`:${kind}/`) },
});
