import * as z from 'zod';
import { isMembers, textOf, type Members } from '../../core/trail-record.ts';

/** What a basic selector says of management events; what it says of data events plays no part here. */
export const basicSelector = z.object({
  includeManagementEvents: z.boolean(),
  readWriteType: z.string(),
  excludeManagementEventSources: z.array(z.string()),
});

/** One test of an advanced selector; operators that it does not use are left out. */
export const fieldSelector = z.object({
  field: z.string(),
  equals: z.array(z.string()).optional(),
  startsWith: z.array(z.string()).optional(),
  endsWith: z.array(z.string()).optional(),
  notEquals: z.array(z.string()).optional(),
  notStartsWith: z.array(z.string()).optional(),
  notEndsWith: z.array(z.string()).optional(),
});

export type BasicSelector = z.output<typeof basicSelector>;
export type FieldSelector = z.output<typeof fieldSelector>;

/** What a trail records when nobody chose: all management events. */
export const defaultSelectors: readonly BasicSelector[] = [
  { includeManagementEvents: true, readWriteType: 'All', excludeManagementEventSources: [] },
];

const member = (members: Members, name: string): unknown =>
  members[name] ?? members[name.charAt(0).toUpperCase() + name.slice(1)];

const textsIn = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;

/** Basic selectors in CloudTrail's spelling or the API's; null: the trail has advanced ones, or none are stated. */
export const basicSelectorsOf = (value: unknown): BasicSelector[] | null => {
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.filter(isMembers).map((selector) => ({
    includeManagementEvents: ![false, 'false'].includes(member(selector, 'includeManagementEvents') as string),
    readWriteType: textOf(member(selector, 'readWriteType')) ?? 'All',
    excludeManagementEventSources: textsIn(member(selector, 'excludeManagementEventSources')) ?? [],
  }));
};

const operators = ['equals', 'startsWith', 'endsWith', 'notEquals', 'notStartsWith', 'notEndsWith'] as const;

const fieldSelectorOf = (test: Members): FieldSelector => ({
  field: textOf(member(test, 'field')) ?? '',
  ...Object.fromEntries(
    operators.flatMap((operator) => {
      const values = textsIn(member(test, operator));
      return values && values.length > 0 ? [[operator, values]] : [];
    }),
  ),
});

/** Advanced selectors, each the list of its tests; null: the trail has basic ones. */
export const advancedSelectorsOf = (value: unknown): FieldSelector[][] | null => {
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.filter(isMembers).map((selector) => {
    const tests = member(selector, 'fieldSelectors');
    return (Array.isArray(tests) ? tests.filter(isMembers) : []).map(fieldSelectorOf);
  });
};
