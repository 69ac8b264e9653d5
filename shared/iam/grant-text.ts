import type { GrantChange } from './difference.ts';

const mostActions = 8;

/** What a change grants or takes, on whom and when: `PutObject, GetObject on arn:… by … if …`. */
export const grantText = ({
  actions,
  resource,
  principal,
  conditions,
}: Omit<GrantChange, 'level' | 'service'>): string => {
  const names = actions.slice(0, mostActions).join(', ');
  const more = actions.length > mostActions ? ` and ${actions.length - mostActions} more` : '';
  const on = resource === '' ? '' : ` on ${resource}`;
  const who = principal === '' ? '' : ` by ${principal}`;
  const when = conditions.length > 0 ? ` if ${conditions.join(' and ')}` : '';
  return `${names}${more}${on}${who}${when}`;
};
