import { actionNamed, services } from './actions.ts';
import { arnsShared, spelledOut } from './arn.ts';
import type { Statement, Test } from './document.ts';
import { effort } from './effort.ts';
import { aboutActions, knownActions } from './known-actions.ts';
import { namedBy, someValue } from './options.ts';
import { covers, filled, hasWildcard, matches, shared } from './patterns.ts';
import type { Persona } from './persona.ts';
import { variablesIn } from './values.ts';

const tabled = new Set(services);

/** The service of an action or pattern; undefined where a wildcard stands in it. */
export const serviceOf = (action: string): string | undefined => {
  const service = action.slice(0, Math.max(action.indexOf(':'), 0));
  return service === '' || hasWildcard(service) ? undefined : service;
};

/** Whether we know all actions of a service. */
export const isKnownService = (service: string | undefined): service is string =>
  service !== undefined && tabled.has(service);

/** Calls worth showing, tried first where a pattern means many. */
const telling = [
  's3:GetObject',
  'kms:Decrypt',
  'sts:AssumeRole',
  'secretsmanager:GetSecretValue',
  'ecr:BatchGetImage',
  'lambda:InvokeFunction',
  'events:PutEvents',
  'iam:PassRole',
  'sagemaker:CreateTrainingJob',
];

const strangeAction = 'zqservice:Zq';

const namesOf = (pattern: string, denies: readonly Statement[]): readonly string[] => {
  if (!hasWildcard(pattern)) return [actionNamed(pattern)?.name ?? pattern];
  const service = serviceOf(pattern);
  const first = telling.filter((action) => matches(pattern, action.toLowerCase()));
  if (isKnownService(service)) {
    const all = knownActions(pattern);
    // A pattern that matches nothing we know may match something newer than our table.
    return all.length > 0 ? [...first, ...all] : [filled(pattern, 'Zq')];
  }
  const inside = denies
    .filter(({ notAction }) => notAction)
    .flatMap(({ actions }) => actions.flatMap((each) => shared(pattern, each) ?? []));
  const named = inside.flatMap((each) =>
    hasWildcard(each) ? [...knownActions(each).slice(0, 400), filled(each, 'zq')] : [each],
  );
  if (service !== undefined) return [filled(pattern, 'Zq'), ...named];
  const strange = matches(pattern, strangeAction.toLowerCase()) ? strangeAction : filled(pattern, 'Zq');
  const some = denies.length > 0 || first.length === 0 ? knownActions(pattern) : [];
  return [...first, ...some, ...named, ...(strange.includes(':') ? [strange] : [])];
};

interface Chosen {
  denies: readonly Statement[];
  actions: readonly string[];
}

/** What was chosen for a statement before: it is asked for anew for everybody who may come. */
const chosen = new WeakMap<Statement, Chosen[]>();

/**
 * Actions that a statement is about: all sorts of them that Denies tell apart, one of each. Where nothing denies, one for
 * each pattern.
 */
export const actionChoices = (statement: Statement, denies: readonly Statement[]): readonly string[] => {
  const before = chosen.get(statement) ?? [];
  effort(1 + before.length);
  const same = before.find(
    (each) => each.denies.length === denies.length && each.denies.every((deny, index) => deny === denies[index]),
  );
  if (same) return same.actions;
  const actions = chosenAnew(statement, denies);
  if (before.length < 16) chosen.set(statement, [...before, { denies, actions }]);
  return actions;
};

const chosenAnew = (statement: Statement, denies: readonly Statement[]): readonly string[] => {
  const { actions, notAction } = statement;
  const all = notAction
    ? [...telling, ...namesOf('*', denies), strangeAction].filter(aboutActions(statement))
    : actions.flatMap((pattern) => {
        const names = namesOf(pattern, denies);
        return denies.length === 0 ? names.slice(0, 1) : names;
      });
  if (denies.length === 0) return notAction ? all.slice(0, 1) : [...new Set(all)];
  const sorts = new Map<string, string>();
  const denying = denies.map((deny) => ({ isAbout: aboutActions(deny), always: deniesAlways(deny) }));
  for (const name of all) {
    effort(1 + denies.length / 8);
    let sort = '';
    let hopeless = false;
    denying.forEach(({ isAbout, always }, index) => {
      if (!isAbout(name)) return;
      sort += `${index},`;
      hopeless ||= always;
    });
    if (!hopeless && !sorts.has(sort)) sorts.set(sort, name);
  }
  return [...sorts.values()];
};

const everythingNamed = (resources: readonly string[] | undefined): boolean =>
  resources === undefined || resources.includes('*');

/** Whether a Deny takes its actions from everybody, everywhere, in every case. */
const deniesAlways = ({ tests, resources, notResource, principals, notPrincipals }: Statement): boolean =>
  tests.length === 0 &&
  !notResource &&
  everythingNamed(resources) &&
  !notPrincipals &&
  (!principals || principals.aws.includes('*'));

/** Whether a Deny takes everything from everybody, always: then nothing is granted at all. */
export const deniesEverything = (deny: Statement): boolean =>
  !deny.notAction && deny.actions.some((pattern) => pattern === '*' || pattern === '*:*') && deniesAlways(deny);

/** A resource that could be meant, with the values its variables were given. */
export interface ResourceChoice {
  resource: string;
  bound?: ReadonlyMap<string, string>;
}

/** A pattern with the values that its variables were given. */
interface Bound {
  text: string;
  bound?: ReadonlyMap<string, string>;
}

const bindings = (pattern: string, persona: Persona, valueOf: (key: string) => string): Bound | undefined => {
  const bound = new Map<string, string>();
  for (const key of variablesIn(pattern)) {
    const fixed = persona.fixed.get(key);
    if (persona.fixed.has(key) && fixed?.length !== 1) return undefined;
    bound.set(key, fixed?.[0] ?? valueOf(key));
  }
  const text = pattern.replace(/\$\{([^{}]*)\}/g, (_, inside: string) => {
    if (inside === '*' || inside === '?' || inside === '$') return inside;
    return bound.get((inside.split(',')[0] ?? '').trim().toLowerCase()) ?? '';
  });
  return { text, bound };
};

/** What the first variable of a pattern would have to be for it to meet other patterns: `…/${aws:username}/*`, `…/alice/*`. */
const valuesMeeting = (pattern: string, others: readonly string[]): readonly string[] => {
  const at = pattern.indexOf('${');
  const next = pattern[pattern.indexOf('}', at) + 1];
  const values = others.flatMap((other) => {
    const example = filled(other, someValue);
    if (!example.startsWith(pattern.slice(0, at))) return [];
    const end = next === undefined || next === '*' || next === '?' ? -1 : example.indexOf(next, at);
    const value = example.slice(at, end < 0 ? undefined : end);
    return value === '' ? [] : [value];
  });
  return [...new Set([someValue, ...values.slice(0, 8)])];
};

/** What each variable of a pattern may be, for it to be what the conditions beside it name: `alice` where `aws:username` is. */
const valuesNamed = (pattern: string, tests: readonly Test[]): readonly ((key: string) => string)[] => {
  const about = tests.filter(({ variables }) => !variables);
  const named = new Map(
    variablesIn(pattern).map((key) => [
      key,
      namedBy(about.filter((test) => test.key === key)).map((value) => filled(value, someValue)),
    ]),
  );
  const most = Math.min(8, Math.max(0, ...[...named.values()].map(({ length }) => length)));
  return Array.from({ length: most }, (_, at) => (key: string): string => {
    const values = named.get(key) ?? [];
    return values[at % values.length] ?? someValue;
  });
};

const userVariable = /\$\{aws:username\}/i;

/** Names of users for which a pattern with their name in it meets another pattern of the same document. */
export const userNamesMeeting = (statements: readonly Statement[]): readonly string[] => {
  const patterns = statements.flatMap(({ resources = [], variables }) => (variables ? resources : []));
  const named = patterns.filter((pattern) => userVariable.test(pattern));
  const others = statements.flatMap(({ resources = [] }) => resources);
  effort(named.length * others.length);
  return [...new Set(named.flatMap((pattern) => valuesMeeting(pattern, others)))].slice(0, 8);
};

const fills = ['zq', '', 'zq/zq', 'z'];

const concrete = (written: string, denies: readonly Statement[]): string[] => {
  if (!hasWildcard(written)) return [written];
  const pattern = spelledOut(written);
  return denies.length === 0 ? [filled(pattern, 'zq')] : fills.map((fill) => filled(pattern, fill));
};

/**
 * Resources that a statement is about: for each pattern what Denies leave of it. `meant` stands for a lone star and for no
 * resource at all; `within` narrows to resources that the action can be for.
 */
export const resourceChoices = (
  { resources, notResource, variables, tests }: Statement,
  {
    denies,
    persona,
    meant,
    within,
  }: { denies: readonly Statement[]; persona: Persona; meant: readonly string[]; within?: readonly string[] },
): readonly ResourceChoice[] => {
  if (resources === undefined) return meant.map((resource) => ({ resource }));
  /** Patterns, with the values that their variables stand for. */
  const written = (patterns: readonly string[], hasVariables: boolean, others: readonly string[]): readonly Bound[] =>
    patterns.flatMap((pattern) =>
      hasVariables && pattern.includes('${')
        ? [...valuesMeeting(pattern, others).map((value) => () => value), ...valuesNamed(pattern, tests)].flatMap(
            (valueOf) => bindings(pattern, persona, valueOf) ?? [],
          )
        : [{ text: pattern }],
    );
  const sparing = denies.filter((deny) => deny.notResource);
  const confining = sparing.flatMap((deny) => written(deny.resources ?? [], deny.variables, resources));
  const plain = [...meant, ...(within ?? []).map((each) => filled(spelledOut(each), 'zq'))];
  const patterns = notResource
    ? [...[...plain, 'arn:aws:s3:::zq-other/zq'].map((text): Bound => ({ text })), ...confining]
    : written(
        resources,
        variables,
        sparing.flatMap((deny) => deny.resources ?? []),
      );
  const choices: ResourceChoice[] = [];
  const seen = new Set<string>();
  for (const { text, bound } of patterns) {
    effort(2 + confining.length);
    const narrowed = within ? within.flatMap((template) => arnsShared(text, template)) : [text];
    const spread = narrowed.flatMap((each): Bound[] => [
      bound ? { text: each, bound } : { text: each },
      ...confining.flatMap((other) => {
        const both = shared(each, other.text);
        return both === undefined ? [] : [{ text: both, bound: new Map([...(bound ?? []), ...(other.bound ?? [])]) }];
      }),
    ]);
    const all = [
      ...(covers(text, '*') || notResource ? meant : meant.filter((each) => matches(text, each))).map(
        (resource): ResourceChoice => (bound ? { resource, bound } : { resource }),
      ),
      ...spread.flatMap(({ text: each, bound: values }) =>
        concrete(each, denies).map((resource): ResourceChoice => (values ? { resource, bound: values } : { resource })),
      ),
    ];
    for (const choice of all) {
      const { resource, bound: values } = choice;
      const key = values && values.size > 0 ? `${resource} ${[...values].join(' ')}` : resource;
      if (seen.has(key) || (notResource && resources.some((pattern) => matches(pattern, resource)))) continue;
      seen.add(key);
      choices.push(choice);
    }
  }
  return choices;
};
