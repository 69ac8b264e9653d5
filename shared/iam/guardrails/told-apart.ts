import type { Statement, Test } from '../document.ts';
import { filled, matches } from '../patterns.ts';
import { arnFields, holds } from '../values.ts';

const regionsByPartition: Readonly<Record<string, readonly string[]>> = {
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
};
const regionsOfAws = ['us-west-2', 'eu-west-1', 'ap-northeast-1', 'ca-central-1', 'sa-east-1'];

const mostTried = 24;

const testsOn = (statements: readonly Statement[], key: string): readonly Test[] =>
  statements.flatMap(({ tests }) => tests.filter((test) => test.key === key));

/** Values that tests compare a key with, in small letters; patterns filled in. */
export const comparedIn = (statements: readonly Statement[], key: string): readonly string[] => {
  const values = testsOn(statements, key).flatMap((test) => (test.operator.comparison === 'null' ? [] : test.values));
  return [...new Set(values.map((value) => filled(value, 'zq')))].slice(0, mostTried);
};

/** The Regions that policies tell apart, one of each sort. */
export const regionsIn = (statements: readonly Statement[], partition: string): readonly string[] => {
  const key = 'aws:requestedregion';
  const tests = testsOn(statements, key);
  const fields = statements.flatMap(({ resources = [] }) => resources.map((resource) => arnFields(resource)[3] ?? ''));
  const named = [...tests.flatMap(({ values }) => values), ...fields].filter((region) => region !== '');
  const sortOf = (region: string): string =>
    [
      ...tests.map((test) => holds(test, new Map([[key, [region]]]))),
      ...fields.map((field) => matches(field, region)),
    ].join();
  const some = [...(regionsByPartition[partition] ?? regionsOfAws), ...named.map((region) => filled(region, 'zq'))];
  return [...Map.groupBy(some, sortOf).values()].flatMap(([first]) => first ?? []).slice(0, mostTried);
};

/** What Denies of these policies spare: a list of ours, as they are meant. */
export const sparedIn = (statements: readonly Statement[], ...keys: readonly string[]): readonly string[] => [
  ...new Set(
    statements.flatMap(({ effect, tests }) =>
      effect === 'Deny'
        ? tests.flatMap(({ key, operator, values }) =>
            operator.negated && keys.includes(key) ? values.map((value) => filled(value, 'zq')) : [],
          )
        : [],
    ),
  ),
];

/** The ids that the organization may have: its own, or those that the policies name, as their organization's. */
export const organizationsIn = (statements: readonly Statement[], known: string | undefined): readonly string[] => {
  if (known !== undefined) return [known];
  const values = statements.flatMap(({ tests }) =>
    tests.flatMap(({ key, values: each }) => (/^aws:(principal|resource)org(id|paths)$/.test(key) ? each : [])),
  );
  const named = values.flatMap((value) => /^o-[a-z0-9]+/.exec(value)?.[0] ?? []);
  return named.length > 0 ? [...new Set(named)] : ['o-zqzqzqzqzq'];
};
