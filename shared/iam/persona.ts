import { strangersAddresses } from './addresses.ts';
import type { RequestPrincipal } from './analysis.ts';
import type { Test } from './document.ts';
import { freeOptions, optionsFrom, templateOptions, type Option } from './options.ts';
import { hasWildcard } from './patterns.ts';
import { keysOf } from './principal.ts';
import type { Context } from './values.ts';

/** Somebody a policy may let in, with what their requests can say. */
export interface Persona {
  caller: RequestPrincipal | undefined;
  /** Keys that are as they are for this caller; undefined: absent. */
  fixed: ReadonlyMap<string, Option>;
  /** What any other key may be, as far as tests tell its values apart. */
  options(key: string, tests: readonly Test[], context: Context): readonly Option[];
}

const timeKeys = (now: number): [string, Option][] => [
  ['aws:currenttime', [new Date(now).toISOString()]],
  ['aws:epochtime', [String(Math.floor(now / 1_000))]],
];

const callerKeys = (caller: RequestPrincipal | undefined): [string, Option][] =>
  Object.entries(keysOf(caller)).map(([key, value]) => [key, [value]]);

const noneOf = (...keys: string[]): [string, Option][] => keys.map((key) => [key, undefined]);

const serviceOnly = ['aws:principalservicename', 'aws:principalservicenameslist'];

/** Whoever holds an identity policy, of the account if it is known: every condition may be met by something. */
export const holder = (
  { now, account }: { now: number; account?: string | undefined },
  fixed: readonly [string, Option][] = [],
): Persona => ({
  caller: undefined,
  fixed: new Map([
    ...timeKeys(now),
    ...fixed,
    ...(account === undefined ? [] : [['aws:principalaccount', [account]] satisfies [string, Option]]),
  ]),
  options: (key, tests, context) =>
    key === 'aws:principalarn' && account !== undefined
      ? templateOptions(
          [`arn:aws:iam::${account}:*`, `arn:aws-cn:iam::${account}:*`, `arn:aws-us-gov:iam::${account}:*`],
          tests,
          { absent: true, context },
        )
      : freeOptions(tests, context),
});

/** What AWS says of everybody who signs, and of nobody else. */
const signedOption = (key: string, tests: readonly Test[], context: Context): readonly Option[] | undefined => {
  if (key === 'aws:userid') {
    return templateOptions(['A???*:*', 'AIDA*', '????????????'], tests, { absent: false, context });
  }
  return key === 'aws:principaltype' ? [['AssumedRole'], ['User'], ['Account']] : undefined;
};

const organizationOf = (org: string | undefined): [string, Option][] =>
  org === undefined
    ? [
        ['aws:principalorgid', undefined],
        ['aws:principalorgpaths', undefined],
      ]
    : [['aws:principalorgid', [org]]];

/** Somebody a policy names: who they are is fixed, all else may be as the policy wants it. */
export const related = (
  now: number,
  caller: RequestPrincipal,
  { org, fixed = [] }: { org?: string | undefined; fixed?: readonly [string, Option][] } = {},
): Persona => ({
  caller,
  fixed: new Map([
    ...timeKeys(now),
    ...noneOf(...serviceOnly, 'aws:username'),
    ...callerKeys(caller),
    ...organizationOf(org),
    ...fixed,
  ]),
  options: (key, tests, context) => {
    if (key === 'aws:principalorgpaths') return templateOptions([`${org}/*`], tests, { absent: false, context });
    return (caller.type === 'AWS' ? signedOption(key, tests, context) : undefined) ?? freeOptions(tests, context);
  },
});

/** What a stranger has: an account and an organization of their own. */
export interface Belongings {
  account: string;
  org: string;
}

const bucketOf = (arn: string): string => (arn.split(':').slice(5).join(':').split('/')[0] ?? '').trim();

const accountKeys = new Set(['aws:sourceaccount', 'aws:sourceowner', 'aws:vpceaccount', 's3:dataaccesspointaccount']);
const organizationKeys = new Set(['aws:sourceorgid', 'aws:vpceorgid']);
const pathKeys = new Set(['aws:sourceorgpaths', 'aws:vpceorgpaths']);

/** What a stranger's ARN can be: of their account, or, as S3's have none, of a bucket that nobody names outright. */
const sourceArns = (account: string, tests: readonly Test[], context: Context): Option[] => {
  const buckets = tests.map((test) => ({
    ...test,
    values: test.values.filter((value) => hasWildcard(bucketOf(value))),
  }));
  return [
    ...templateOptions(
      [`arn:aws:*:*:${account}:*`, `arn:aws-cn:*:*:${account}:*`, `arn:aws-us-gov:*:*:${account}:*`],
      tests,
      {
        absent: true,
        context,
      },
    ),
    ...templateOptions(['arn:*:s3:::*'], buckets, { absent: false, context, onlyPatterns: true }),
  ];
};

/** What describes the resource is as the policy wants it, but never the stranger's. */
const owners = (own: string, foreign: string, tests: readonly Test[], context: Context): Option[] =>
  freeOptions(tests, context)
    .filter((option) => option !== undefined && !option.some((value) => value.includes(foreign)))
    .concat([[own]]);

/**
 * The table of keys that say who calls or from where (§ pinned keys): a stranger has values of their own for them, never those
 * a policy names. Whatever is not here describes the resource, the channel or the time, or is the caller's to choose.
 */
const strangersOption = (
  key: string,
  tests: readonly Test[],
  { account, org }: Belongings,
  owner: Belongings,
  context: Context,
): Option[] => {
  const own = (...templates: string[]) => templateOptions(templates, tests, { absent: true, context });
  if (accountKeys.has(key)) return own(account);
  if (organizationKeys.has(key)) return own(org);
  if (pathKeys.has(key)) return own(`${org}/*`);
  if (key === 'aws:sourcearn' || /^kms:encryptioncontext:aws:.*arn$/.test(key))
    return sourceArns(account, tests, context);
  if (key === 's3:dataaccesspointarn') return own(`arn:aws:s3:*:${account}:accesspoint/*`);
  if (key === 'aws:sourcevpc') return templateOptions(['vpc-*'], tests, { absent: true, context, onlyPatterns: true });
  if (key === 'aws:sourcevpce')
    return templateOptions(['vpce-*'], tests, { absent: true, context, onlyPatterns: true });
  if (key === 'aws:sourceip') {
    const lists = tests.filter(({ operator }) => operator.comparison === 'address').map(({ values }) => values);
    const likes = tests.filter(({ operator }) => operator.comparison !== 'address');
    const addresses = strangersAddresses(lists, false);
    return [...optionsFrom(addresses, tests, true), ...(likes.length > 0 ? freeOptions(likes, context) : [])];
  }
  if (key === 'aws:resourceaccount' || key === 's3:resourceaccount')
    return owners(owner.account, account, tests, context);
  if (key === 'aws:resourceorgid') return owners(owner.org, org, tests, context);
  if (key === 'aws:resourceorgpaths') return owners(`${owner.org}/r-zq/ou-zq/`, org, tests, context);
  return freeOptions(tests, context);
};

const callerOnly = [
  'aws:principalarn',
  'aws:principalaccount',
  'kms:calleraccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
];

/** Anybody on the internet, without a signature. */
export const anonymous = (now: number, stranger: Belongings, owner: Belongings): Persona => ({
  caller: { type: 'Anonymous', id: '' },
  fixed: new Map([
    ...timeKeys(now),
    ...noneOf(...callerOnly, ...serviceOnly, 'aws:userid', 'aws:username'),
    ['aws:principalisawsservice', ['false']],
    ['aws:principaltype', ['Anonymous']],
  ]),
  options: (key, tests, context) => strangersOption(key, tests, stranger, owner, context),
});

/** A principal of an account that has no relation to the owner, in an organization of its own or in none. */
export const stranger = (
  now: number,
  { caller, belongings, inOrganization }: { caller: RequestPrincipal; belongings: Belongings; inOrganization: boolean },
  owner: Belongings,
): Persona => ({
  caller,
  fixed: new Map([
    ...timeKeys(now),
    ...noneOf(...serviceOnly, 'aws:username'),
    ...callerKeys(caller),
    ...organizationOf(inOrganization ? belongings.org : undefined),
  ]),
  options: (key, tests, context) => {
    if (key === 'aws:principalorgpaths') {
      return templateOptions([`${belongings.org}/*`], tests, { absent: false, context });
    }
    if (key === 'aws:userid') {
      // A role's session has a name, a user has none.
      const ids = /:user\//.test(caller.id) ? ['AIDAZQZQZQZQZQZQZQZQ'] : ['AROAZQZQZQZQZQZQZQZQ:*'];
      return templateOptions(ids, tests, { absent: false, context });
    }
    if (key === 'aws:principaltype') return [['AssumedRole'], ['User'], ['Account']];
    return strangersOption(key, tests, belongings, owner, context);
  },
});

const networkKeys = /^aws:(sourcevpc|sourcevpce|vpcsourceip|vpceaccount|vpceorgid|vpceorgpaths)$/;

/**
 * Somebody in the owner's network who calls through its endpoint for what belongs to a stranger: the resource is the
 * stranger's, the channel the owner's. Through an endpoint there is no `aws:SourceIp`. [IAM, global condition keys]
 */
export const throughEndpoint = (
  persona: Persona,
  { account, org }: Belongings,
  vpceId: string | undefined,
): Persona => ({
  caller: persona.caller,
  fixed: new Map([
    ...persona.fixed,
    ...noneOf('aws:sourceip', 'aws:calledvia', 'aws:calledviafirst', 'aws:calledvialast'),
    ['aws:viaawsservice', ['false']],
    ['aws:resourceaccount', [account]],
    ['s3:resourceaccount', [account]],
    ...(vpceId === undefined ? [] : [['aws:sourcevpce', [vpceId]] satisfies [string, Option]]),
  ]),
  options: (key, tests, context) => {
    // Whoever owns it may be in no organization.
    if (key === 'aws:resourceorgid') return templateOptions([org], tests, { absent: true, context });
    if (key === 'aws:resourceorgpaths') return templateOptions([`${org}/*`], tests, { absent: true, context });
    return networkKeys.test(key) ? freeOptions(tests, context) : persona.options(key, tests, context);
  },
});

/** An AWS service that acts for a stranger's resource. */
export const deputy = (now: number, service: string, belongings: Belongings, owner: Belongings): Persona => ({
  caller: { type: 'Service', id: service },
  fixed: new Map([
    ...timeKeys(now),
    ...noneOf(...callerOnly, 'aws:userid', 'aws:username', 'aws:sourceip', 'aws:sourcevpc', 'aws:sourcevpce'),
    ...callerKeys({ type: 'Service', id: service }),
  ]),
  options: (key, tests, context) => strangersOption(key, tests, belongings, owner, context),
});

/** An AWS service that acts for whomever the policy names. */
export const servant = (now: number, service: string): Persona => ({
  ...related(now, { type: 'Service', id: service }, { fixed: noneOf(...callerOnly, 'aws:sourceip', 'aws:userid') }),
});
