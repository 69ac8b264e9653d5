import { actionNamed, type Action } from '../actions.ts';
import { isKnownService, serviceOf } from '../choices.ts';
import type { Statement } from '../document.ts';
import { knownActions } from '../known-actions.ts';
import { filled, hasWildcard, matches, shared } from '../patterns.ts';
import { isAnyAction } from '../shape.ts';

/** Something that a statement may allow: an action, or, of services outside the table, a pattern. */
export interface Candidate {
  /** In AWS's spelling; a pattern as it is written; `*`: all of the services outside the table. */
  name: string;
  /** The call that is asked for. */
  asked: string;
  action: Action | undefined;
  /** Actions of one kind are for the same resources; of other services we do not know what theirs are for. */
  kind: string;
}

/** Of actions that the table has, so that there are only so many. */
const known = new Map<string, Candidate>();

const named = (name: string): Candidate => {
  const before = known.get(name);
  if (before) return before;
  const action = actionNamed(name);
  const candidate = { name, asked: name, action, kind: action ? `${action.resource} ${action.forms.join(' ')}` : '' };
  if (action) known.set(name, candidate);
  return candidate;
};

/** A call that a pattern means and the table does not have. */
const strange = (pattern: string): string => {
  const text = filled(pattern, pattern.includes(':') ? 'zq' : 'zq:zq');
  return isAnyAction(pattern) ? 'zqservice:zq' : text;
};

const unnamed = (pattern: string, written = pattern): Candidate => ({
  name: isAnyAction(pattern) ? '*' : written,
  asked: strange(pattern),
  action: undefined,
  kind: '',
});

/** Patterns that leave something of other services where a wide one is cut down: what a Deny spares, what a boundary allows. */
const sparedBy = ({ effect, actions, notAction }: Statement): readonly string[] =>
  (effect === 'Deny') === notAction ? actions : [];

const ofOtherServices = (pattern: string, written: string, limits: readonly Statement[]): readonly Candidate[] => [
  unnamed(pattern, written),
  ...limits.flatMap(sparedBy).flatMap((spared) => {
    const both = shared(pattern, spared);
    return both === undefined || both === pattern || isKnownService(serviceOf(both)) ? [] : [unnamed(both)];
  }),
];

const meantBy = (pattern: string, written: string, limits: readonly Statement[]): readonly Candidate[] => {
  if (!hasWildcard(pattern)) return [named(actionNamed(pattern)?.name ?? written)];
  if (isKnownService(serviceOf(pattern))) return knownActions(pattern).map(named);
  return [...knownActions(pattern).map(named), ...ofOtherServices(pattern, written, limits)];
};

/** Everything that an Allow may allow. `limits`: the statements that may take some of it back. */
export const candidatesOf = (statement: Statement, limits: readonly Statement[]): readonly Candidate[] => {
  const { actions, writtenActions, notAction } = statement;
  if (!notAction) return actions.flatMap((pattern, at) => meantBy(pattern, writtenActions[at] ?? pattern, limits));
  const means = meaning(statement);
  return meantBy('*', '*', limits).filter(means);
};

/** Patterns by the service they are of; under `` those of any. */
const byService = (patterns: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const pattern of patterns) {
    const service = serviceOf(pattern) ?? '';
    const list = found.get(service);
    if (list) list.push(pattern);
    else found.set(service, [pattern]);
  }
  return found;
};

/** Whether a statement is about a candidate; worked out once for all the actions it names. */
export const meaning = (statement: Statement): ((candidate: Candidate) => boolean) => {
  const { actions, notAction } = statement;
  const all = new Set(
    actions.flatMap((pattern) =>
      hasWildcard(pattern) ? knownActions(pattern) : [actionNamed(pattern)?.name ?? pattern],
    ),
  );
  const patterns = byService(actions);
  const matchesAny = (asked: string): boolean =>
    [serviceOf(asked) ?? '', ''].some((service) => patterns.get(service)?.some((pattern) => matches(pattern, asked)));
  return ({ name, asked, action }) => (action ? all.has(name) : matchesAny(asked.toLowerCase())) !== notAction;
};
