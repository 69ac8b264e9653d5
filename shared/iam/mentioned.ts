import type { RequestPrincipal } from './analysis.ts';
import type { Test } from './document.ts';
import { namedBy, templateOptions } from './options.ts';
import { filled, hasWildcard } from './patterns.ts';
import type { Belongings } from './persona.ts';
import type { Context } from './values.ts';

const digits = (pattern: string): string | undefined => {
  if (!/^[0-9*?]+$/.test(pattern) || !hasWildcard(pattern) || /^[*?]+$/.test(pattern)) return undefined;
  const fixed = pattern.replaceAll('*', '').length;
  if (fixed > 12 || (fixed < 12 && !pattern.includes('*'))) return undefined;
  const [head = '', ...tail] = pattern.replaceAll('?', '9').split('*');
  return `${head}${'9'.repeat(12 - fixed)}${tail.join('')}`;
};

/** Belongings of strangers: some that no policy names, and such as patterns in a policy would let in. */
export const strangersBelongings = (
  tests: readonly Test[],
  mentioned: (text: string) => boolean,
): readonly Belongings[] => {
  const accounts = ['999999999999', '888888888888', '777777777777', '989898989898'];
  const orgs = ['o-zqstranger99', 'o-zqstranger88', 'o-zqstranger77'];
  const account = accounts.find((each) => !mentioned(each)) ?? '979797979797';
  const org = orgs.find((each) => !mentioned(each)) ?? 'o-zqstranger66';
  const result: Belongings[] = [{ account, org }];
  for (const { key, values } of tests) {
    for (const value of values) {
      if (!hasWildcard(value)) continue;
      const field = key.endsWith('arn') ? (value.split(':')[4] ?? '') : /account|owner/.test(key) ? value : '';
      const number = digits(field);
      if (number !== undefined) result.push({ account: number, org });
      const id = /orgid|orgpaths/.test(key) ? (value.split('/')[0] ?? '') : '';
      if (/^o-?.*[*?]/.test(id) && id !== 'o-*') {
        result.push({ account, org: id.replaceAll('*', 'zqstranger').replaceAll('?', 'z') });
      }
    }
    if (result.length > 8) break;
  }
  return result;
};

/** The partitions an account could be in: the usual one, and those that tests name. */
const partitionsIn = (tests: readonly Test[]): readonly string[] => [
  'aws',
  ...['aws-us-gov', 'aws-cn'].filter((partition) =>
    tests.some(({ values }) => values.some((value) => value.startsWith(`arn:${partition}:`))),
  ),
];

/** Principals of an account that tests would tell apart: any, users of some names, and those that patterns on their ARN let in. */
export const callersOf = (
  account: string,
  tests: readonly Test[],
  context: Context,
  userNames: readonly string[] = [],
): readonly RequestPrincipal[] => {
  const names = tests.filter(({ key }) => key === 'aws:username').flatMap(({ values }) => values);
  const users = ['zq', ...userNames, ...names.map((name) => filled(name, 'zq'))].filter((name) =>
    /^[\w+=,.@-]+$/.test(name),
  );
  const arns = new Set([
    `arn:aws:iam::${account}:role/zq`,
    ...users.map((name) => `arn:aws:iam::${account}:user/${name}`),
  ]);
  const about = tests.filter(({ key }) => key === 'aws:principalarn');
  const templates = partitionsIn(about).flatMap((partition) =>
    ['role/*', 'user/*', 'root'].map((name) => `arn:${partition}:iam::${account}:${name}`),
  );
  if (about.length > 0) {
    const found = templateOptions(templates, about, { absent: false, context });
    for (const option of found)
      if (option?.length === 1 && /:(role|user)\/|:root$/.test(option[0] ?? '')) arns.add(option[0] ?? '');
  }
  return [...arns].map((id) => ({ type: 'AWS', id }));
};

/** The accounts that positive tests of who calls, or for whom, name outright. */
export const accountsNamed = (tests: readonly Test[]): readonly string[] =>
  tests.flatMap((test) => {
    if (
      /^(aws:(principal|source|vpce)account|aws:sourceowner|kms:calleraccount|s3:dataaccesspointaccount)$/.test(
        test.key,
      )
    ) {
      return namedBy([test]).filter((value) => /^\d{12}$/.test(value));
    }
    if (/^(aws:(principal|source)arn|s3:dataaccesspointarn)$/.test(test.key)) {
      return namedBy([test]).flatMap((value) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(value)?.[1] ?? []);
    }
    return [];
  });

/** Organizations somebody may be in, as far as tests tell them apart: none, those that are mentioned, another. */
export const organizationsFor = (tests: readonly Test[]): readonly (string | undefined)[] => {
  const about = tests.filter(({ key }) => /^aws:principalorg(id|paths)$/.test(key));
  if (about.length === 0) return [undefined];
  const mentioned = about.flatMap(({ values }) =>
    values.flatMap((value) => /^(o-[a-z0-9]+)(\/|$)/.exec(value)?.[1] ?? []),
  );
  const like = about.flatMap(({ values }) =>
    values.flatMap((value) => /^(o-[a-z0-9*?]+)(\/|$)/.exec(value)?.[1] ?? []),
  );
  return [undefined, ...new Set([...mentioned, ...like.map((value) => value.replaceAll(/[*?]/g, 'z')), 'o-zqother99'])];
};

/** The organizations that positive tests name outright. */
export const organizationsNamed = (tests: readonly Test[]): readonly string[] =>
  tests.flatMap((test) =>
    /^aws:(principal|source|vpce)org(id|paths)$/.test(test.key)
      ? namedBy([test]).flatMap((value) => /^(o-[a-z0-9]+)(\/|$)/.exec(value)?.[1] ?? [])
      : [],
  );
