import type { Witness } from '../analysis.ts';
import { arnsShared } from '../arn.ts';
import type { Statement, Test } from '../document.ts';
import { effort } from '../effort.ts';
import { hasForm, isFor } from '../forms.ts';
import { grantOf, type Wanted } from '../grants.ts';
import type { Option } from '../options.ts';
import { holder, type Persona } from '../persona.ts';
import type { Scene } from '../scene.ts';
import { arnMatches } from '../values.ts';
import type { Candidate } from './candidates.ts';
import type { LimitsOn } from './limits.ts';
import type { Outside } from './scopes.ts';

/** A sort of resources that is asked for. */
interface Sort {
  /** The same for what is granted alike under the same limits. */
  key: string;
  wants(left: readonly string[]): readonly Omit<Wanted, 'actions'>[];
}

const plain = (resource: string): boolean => !resource.includes('${');

/** Any of the form, and where that is not granted, what limits leave of it. */
const ofForm = (key: string, form: string, accepts: (resource: string) => boolean): Sort => ({
  key,
  wants: (left) =>
    [form, ...left.flatMap((pattern) => arnsShared(pattern, form))].map((each) => ({
      accepts: (resource) => plain(resource) && accepts(resource),
      within: [each],
      meant: [],
    })),
});

const withoutResource: Sort = { key: '*', wants: () => [{ accepts: plain, within: [], meant: ['*'] }] };

/** Buckets and objects come before access points, as people think of them. */
const shortestFirst = (forms: readonly string[]): readonly string[] => forms.toSorted((a, b) => a.length - b.length);

/** The resources for which a candidate is asked: any it can be for, or any outside a scope. */
const sortsOf = ({ action, kind }: Candidate, outside: Outside | undefined): readonly Sort[] => {
  if (!action) return [{ key: '', wants: () => [{ accepts: plain }] }];
  const { within, accepts = () => true } = outside ?? {};
  if (within) {
    return within.map((form) =>
      ofForm(`${kind} ${form}`, form, (resource) => arnMatches(form, resource) && isFor(action, resource)),
    );
  }
  return [
    ...(action.resource === 'required' ? [] : [withoutResource]),
    ...shortestFirst(action.forms).map((form) =>
      ofForm(form, form, (resource) => hasForm(resource, form, action) && accepts(resource)),
    ),
  ];
};

type Keys = readonly [string, Option][];

/** Keys that only calls of their own service carry: of others they are absent, whatever a statement for several says of them. */
const ownKey = /^(iam|kms|s3|sagemaker):/;

const serviceIn = (text: string): string => text.slice(0, text.indexOf(':')).toLowerCase();

/** Asks whether a statement grants a candidate, anywhere or outside a scope, and keeps what it was told. */
export interface Asking {
  of(statement: Statement): (candidate: Candidate, outside: Outside | undefined, on: LimitsOn) => Witness | undefined;
  /** What tells candidates apart besides resources: their service, where some keys are of one alone. */
  sortOf(candidate: Candidate): string;
}

/** Who asks: the holder of the policies of a scene, who may be known by name. `tests`: all that bear on what is asked. */
export const askingAs = (
  { input }: Scene,
  { principal, tests }: { principal: string | undefined; tests: readonly Test[] },
): Asking => {
  const own: Keys = principal === undefined ? [] : [['aws:principalarn', [principal]]];
  const owned = [...new Set(tests.map(({ key }) => key))].filter((key) => ownKey.test(key));
  const known = new Map<string, readonly Persona[]>();
  const personasOf = (outside: Outside | undefined, service: string): readonly Persona[] => {
    const key = `${service} ${outside?.words}`;
    const before = known.get(key);
    if (before) return before;
    // Who assumes a role may be told by that role's tags; of services outside the table we do not know.
    const absent = service === 'sts' || service === '' ? [] : owned.filter((each) => serviceIn(each) !== service);
    const keys = [...own, ...absent.map((each): Keys[number] => [each, undefined])];
    const personas = (outside?.fixed?.(tests) ?? [[]]).map((fixed) => holder(input, [...keys, ...fixed]));
    known.set(key, personas);
    return personas;
  };
  const sortOf: Asking['sortOf'] = ({ asked, action }) => (action && owned.length > 0 ? serviceIn(asked) : '');
  const of: Asking['of'] = (statement) => {
    const told = new Map<string, Witness | undefined>();
    return (candidate, outside, on) => {
      const actions = [candidate.asked];
      const ask = (wants: readonly Omit<Wanted, 'actions'>[]): Witness | undefined => {
        for (const persona of personasOf(outside, sortOf(candidate))) {
          for (const wanted of wants) {
            effort(50);
            const grant = grantOf(on.scene, statement, persona, { ...wanted, actions });
            if (grant) return grant.witness;
          }
        }
        return undefined;
      };
      for (const { key, wants } of sortsOf(candidate, outside)) {
        const whole = `${sortOf(candidate)} ${on.id} ${outside?.words} ${key}`;
        if (!told.has(whole)) told.set(whole, ask(wants(on.left)));
        const witness = told.get(whole);
        if (witness) return { ...witness, action: candidate.asked };
      }
      return undefined;
    };
  };
  return { of, sortOf };
};
