import { actionNamed, expanded } from './actions.ts';
import { aboutAction } from './decide.ts';
import type { Statement } from './document.ts';
import { effort } from './effort.ts';
import { hasWildcard } from './patterns.ts';

/** Every action we know that a pattern matches; a pattern of any service is tried against all of them. */
export const knownActions = (pattern: string): readonly string[] => {
  if (hasWildcard(pattern) && pattern !== '*') effort(/^[^*?]*:/.test(pattern) ? 30 : 3_000);
  return expanded(pattern);
};

/** Every action we know that none of these patterns matches, in the table's order. */
export const knownActionsBut = (patterns: readonly string[]): readonly string[] => {
  const left = new Set(patterns.flatMap(knownActions));
  return knownActions('*').filter((name) => !left.has(name));
};

/**
 * Whether a statement is about an action, for many actions: its patterns are looked up once, so that those we know need not
 * be matched one by one. The action is in AWS's spelling.
 */
export const aboutActions = (statement: Statement): ((name: string) => boolean) => {
  const { actions, notAction } = statement;
  if (actions.includes('*')) return () => !notAction;
  const named = new Set(actions.flatMap(knownActions));
  effort(named.size >> 3);
  return (name) =>
    named.has(name) ? !notAction : actionNamed(name) ? notAction : aboutAction(statement, name.toLowerCase());
};
