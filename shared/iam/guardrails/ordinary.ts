import type { RequestPrincipal } from '../analysis.ts';
import { freeOptions, templateOptions, type Option } from '../options.ts';
import type { Persona } from '../persona.ts';
import { keysOf } from '../principal.ts';

/** Where and when an ordinary call is made. */
export interface Circumstances {
  account: string;
  /** Ids that the organization may have. */
  organizations: readonly string[];
  partition: string;
  region: string;
  now: number;
}

/**
 * What anybody may say or come to have: tags of what is made, a second factor, the network of the office. A guardrail that
 * holds only without it holds nobody.
 */
const attainable =
  /^aws:(requesttag\/.+|tagkeys|sourceip|sourcevpc|sourcevpce|vpcsourceip|multifactorauthpresent|multifactorauthage|useragent|referer)$/;

/** Whether a key is one that anybody may have as a policy wants it. */
export const isAttainable = (key: string): boolean => attainable.test(key);

const organizationKeys = new Set(['aws:principalorgid', 'aws:resourceorgid']);
const pathKeys = new Set(['aws:principalorgpaths', 'aws:resourceorgpaths']);

/** A role that no policy means by its name. */
const ordinaryRole = ({ account, partition }: Circumstances): RequestPrincipal => ({
  type: 'AWS',
  id: `arn:${partition}:iam::${account}:role/zq-anybody`,
});

const always = (circumstances: Circumstances): Readonly<Record<string, string>> => ({
  ...keysOf(ordinaryRole(circumstances)),
  'aws:principaltype': 'AssumedRole',
  'aws:userid': 'AROAZQZQZQZQZQZQZQZQ:zq-anybody',
  'aws:currenttime': new Date(circumstances.now).toISOString(),
  'aws:tokenissuetime': new Date(circumstances.now).toISOString(),
  'aws:epochtime': String(Math.floor(circumstances.now / 1_000)),
  'aws:securetransport': 'true',
  'aws:viaawsservice': 'false',
  'aws:requestedregion': circumstances.region,
  'aws:resourceaccount': circumstances.account,
});

/**
 * Somebody of an account whom nothing excepts: no tag, no path, no name that a policy means, and no service in between. What
 * a call carries, and what anybody can attain, may be as a policy wants it; `said` is as it is. Keys in small letters.
 */
export const ordinary = (
  circumstances: Circumstances,
  carried: ReadonlySet<string>,
  said: ReadonlyMap<string, Option>,
): Persona => ({
  caller: ordinaryRole(circumstances),
  fixed: new Map([
    ...Object.entries(always(circumstances)).map(([key, value]): [string, Option] => [key, [value]]),
    ...said,
  ]),
  options: (key, tests, context) => {
    if (carried.has(key) || isAttainable(key)) return freeOptions(tests, context);
    if (organizationKeys.has(key)) return circumstances.organizations.map((id) => [id]);
    if (!pathKeys.has(key)) return [undefined];
    const paths = circumstances.organizations.map((id) => `${id}/*`);
    return templateOptions(paths, tests, { absent: false, context });
  },
});
