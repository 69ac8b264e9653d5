import { blockOf } from './addresses.ts';
import type { PolicyKind } from './analysis.ts';
import { dateOf } from './dates.ts';
import type { Statement, Test } from './document.ts';

const isAction = (action: string): boolean => /^[*?]+$/.test(action) || /^[a-z0-9*?-]+:[a-z0-9*?_-]+$/.test(action);

const isResource = (resource: string): boolean => /^[*?]/.test(resource) || /^arn:|^\$\{/.test(resource);

const valueFault = ({ operator: { comparison }, values, variables, written }: Test): string | undefined => {
  if (variables) return undefined;
  const wrong = (() => {
    if (comparison.startsWith('date')) return values.find((value) => dateOf(value) === undefined);
    if (comparison.startsWith('number'))
      return values.find((value) => !Number.isFinite(Number(value)) || value.trim() === '');
    if (comparison === 'address') return values.find((value) => blockOf(value) === undefined);
    if (comparison === 'null' || comparison === 'bool') return values.find((value) => !/^(true|false)$/i.test(value));
    return undefined;
  })();
  return wrong === undefined ? undefined : `${written.operator} ${written.key} cannot be compared with "${wrong}"`;
};

/**
 * What AWS refuses in a document though it is clear what it would mean: IAM wants each Sid once, in letters and digits; an
 * action of the form service:name; a resource that is an ARN or a star; values of the operator's type.
 */
export const faultsOf = (statements: readonly Statement[], kind: PolicyKind): readonly string[] => {
  const faults: string[] = [];
  if (statements.length === 0) faults.push('there is no statement');
  const sids = new Set<string>();
  for (const { number, sid, actions, resources, tests } of statements) {
    if (sid !== undefined) {
      if (sids.has(sid)) faults.push(`the Sid "${sid}" is there twice`);
      sids.add(sid);
      if (kind !== 'resource' && kind !== 'endpoint' && !/^[a-z0-9]*$/i.test(sid))
        faults.push(`the Sid "${sid}" is more than letters and digits`);
    }
    if (actions.length === 0) faults.push(`statement ${number} has an empty list of actions`);
    if (resources?.length === 0) faults.push(`statement ${number} has an empty list of resources`);
    const action = actions.find((each) => !isAction(each));
    if (action !== undefined) faults.push(`statement ${number}: "${action}" is no action`);
    const resource = resources?.find((each) => !isResource(each));
    if (resource !== undefined) faults.push(`statement ${number}: "${resource}" is no resource`);
    for (const test of tests) {
      const fault = valueFault(test);
      if (fault !== undefined) faults.push(`statement ${number}: ${fault}`);
    }
    if (faults.length > 20) break;
  }
  return faults;
};
