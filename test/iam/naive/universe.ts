/**
 * A world small enough to try everything in: who calls, what for, and what a request can say. Policies draw only from it.
 * Whatever has `zq` in its name is in no policy: it stands for all those that nobody thought of.
 */
export const now = Date.UTC(2026, 10, 23, 12);

export const owner = '111122223333';
export const partner = '222233334444';
export const vendor = '333344445555';
export const stranger = '999999999999';

export const ourOrganization = 'o-ourselves1';
export const otherOrganization = 'o-partners22';
export const strangeOrganization = 'o-zqzqzqzq33';

/** A request says of each key one of these lists of values; no list: the key is absent. */
export type Said = readonly string[] | undefined;

export interface Caller {
  kind: 'AWS' | 'Service' | 'Anonymous';
  /** An ARN, or the name of a service. */
  id: string;
  account: string | undefined;
  /** What AWS says of the caller, by key in small letters. */
  says: Readonly<Record<string, Said>>;
}

export interface NaiveRequest {
  action: string;
  resource: string;
  caller: Caller;
  /** By key in small letters. */
  context: Readonly<Record<string, Said>>;
}

const uniqueIds: Readonly<Record<string, string>> = {
  Train: 'AROAOURTRAIN',
  Admin: 'AROAOURADMIN',
  alice: 'AIDAOURALICE',
};

/** A role, a user or the root of an account, in an organization or in none. */
export const caller = (account: string, name: string, organization: string | undefined): Caller => {
  const id = `arn:aws:iam::${account}:${name}`;
  const [kind, short = ''] = name.split('/');
  const unique = account === owner ? (uniqueIds[short] ?? 'AROAOURS') : `ARO${account}`;
  return {
    kind: 'AWS',
    id,
    account,
    says: {
      'aws:principalarn': [id],
      'aws:principalaccount': [account],
      'aws:principalorgid': organization === undefined ? undefined : [organization],
      'aws:principalorgpaths': organization === undefined ? undefined : [`${organization}/r-zq/ou-zq/`],
      'aws:userid': [kind === 'role' ? `${unique}:alice` : unique],
      'aws:username': kind === 'user' ? [short] : undefined,
    },
  };
};

export const anonymous: Caller = { kind: 'Anonymous', id: '*', account: undefined, says: {} };

const everywhere = (account: string, organizations: readonly (string | undefined)[]): Caller[] =>
  organizations.flatMap((organization) =>
    ['root', 'role/Train', 'role/Admin', 'role/zq', 'user/alice', 'user/zq'].map((name) =>
      caller(account, name, organization),
    ),
  );

/** Those who have nothing to do with the owner. They name their roles as they please. */
export const strangers: readonly Caller[] = [...everywhere(stranger, [strangeOrganization, undefined]), anonymous];

/** Those of an account that a policy names; which organization it is in nobody says. */
export const membersOf = (account: string): readonly Caller[] =>
  everywhere(account, [ourOrganization, otherOrganization, strangeOrganization, undefined]);

/** The owner's own; which organization that is in a policy does not know. */
export const ourselves: readonly Caller[] = [ourOrganization, otherOrganization, undefined].flatMap((organization) => [
  caller(owner, 'role/Train', organization),
  caller(owner, 'user/alice', organization),
]);

export const bucketActions = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:ListBucket',
  's3:GetBucketAcl',
  'zq:Zq',
];
export const identityActions = [
  ...bucketActions,
  'iam:PassRole',
  'iam:ListRoles',
  'sts:AssumeRole',
  'sagemaker:CreateTrainingJob',
  'sagemaker:DescribeZq',
];
export const bucketResources = [
  'arn:aws:s3:::ml-train',
  'arn:aws:s3:::ml-train/alice/x',
  'arn:aws:s3:::ml-train/alice/zq',
  'arn:aws:s3:::ml-train/zq/zq',
  'arn:aws:s3:::ml-train-evil/x',
  // A legal name of an object, which is what a policy without version 2012-10-17 means.
  'arn:aws:s3:::ml-train/${aws:username}/x',
  'arn:aws:s3:::zq/zq',
];
export const identityResources = [
  ...bucketResources,
  `arn:aws:iam::${owner}:role/Train`,
  `arn:aws:iam::${owner}:role/Admin`,
  `arn:aws:sagemaker:us-east-1:${owner}:training-job/zq`,
];
/** What a trust policy is about; it has no Resource. */
export const ownRole = `arn:aws:iam::${owner}:role/Train`;

/** What a request can say beyond its caller, whoever makes it. */
const anyways: Readonly<Record<string, readonly Said[]>> = {
  'aws:sourcevpce': [undefined, ['vpce-zq']],
  'aws:sourceip': [undefined, ['45.1.2.3'], ['190.1.2.3'], ['2600:1f00::1']],
  'aws:multifactorauthpresent': [undefined, ['true'], ['false']],
  'aws:securetransport': [undefined, ['true'], ['false']],
  'aws:currenttime': [[new Date(now).toISOString()]],
  'aws:sourceaccount': [undefined, [stranger]],
  'aws:sourcearn': [
    undefined,
    [`arn:aws:sagemaker:us-east-1:${stranger}:training-job/zq`],
    ['arn:aws:s3:::zq'],
    ['arn:aws:s3:::ml-zq'],
  ],
  'sts:externalid': [undefined, ['zq'], ['a-secret']],
  'aws:useragent': [undefined, ['zq'], ['curl'], ['czql']],
  'aws:resourceaccount': [[owner], ['777777777777']],
  'aws:resourcetag/team': [undefined, ['ml'], ['mz'], ['zq']],
  's3:prefix': [undefined, ['zq'], ['alice/'], ['azq']],
  'sagemaker:networkisolation': [undefined, ['true'], ['false']],
  'sagemaker:vpcsubnets': [undefined, ['subnet-ours'], ['subnet-ours', 'subnet-zq'], ['subnet-zq']],
  'iam:passedtoservice': [undefined, ['sagemaker.amazonaws.com'], ['zq.amazonaws.com']],
};

/** What only those say who are, or may be, in our place: our endpoint, our address, our resources. */
const atHome: Readonly<Record<string, readonly Said[]>> = {
  'aws:resourceaccount': [undefined],
  'aws:sourcevpce': [['vpce-0ours'], ['zq']],
  'aws:sourceip': [['203.0.113.9'], ['10.1.2.3']],
  'aws:sourceaccount': [[owner], [partner]],
  'aws:sourcearn': [[`arn:aws:sagemaker:us-east-1:${owner}:training-job/x`], ['arn:aws:s3:::ml-train'], ['zq']],
};

/** Whose unique ids are whose a policy does not say, nor where in an organization an account is: they may be anybody's. */
const anybodys: Readonly<Record<string, readonly Said[]>> = {
  'aws:userid': [['AROAOURTRAIN:alice'], ['AROAZQ:zq'], ['AIDAOURALICE']],
  'aws:principalorgpaths': [[`${ourOrganization}/r-zq/ou-zq/`], [`${ourOrganization}/r-zq/ou-other/`]],
};

/**
 * What the caller chooses, or what is not about the caller: it may be what a policy compares it with, letter by letter, stars
 * and all. Some of that AWS would not take; a verdict should not rest on it.
 */
const free = new Set(['aws:useragent', 's3:prefix', 'aws:resourcetag/team', 'sts:externalid']);

/** What AWS says in every signed request. */
const everSaid = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:userid',
  'aws:securetransport',
  'aws:useragent',
  'aws:currenttime',
]);

const neverAnythingElse = new Set([
  'aws:multifactorauthpresent',
  'aws:securetransport',
  'sagemaker:networkisolation',
  'aws:currenttime',
]);

const product = (choices: readonly (readonly [string, readonly Said[]])[]): Record<string, Said>[] =>
  choices.reduce<Record<string, Said>[]>(
    (contexts, [key, values]) => contexts.flatMap((context) => values.map((value) => ({ ...context, [key]: value }))),
    [{}],
  );

/** Every context a caller can have, as far as the keys go that a policy mentions. `home`: what is ours can be theirs. */
export const contextsOf = (
  { says, kind }: Caller,
  keys: readonly string[],
  { home = false }: { home?: boolean },
  compared: Readonly<Record<string, readonly string[]>> = {},
): Record<string, Said>[] =>
  product(
    keys.map((key): readonly [string, readonly Said[]] => {
      const own = Object.hasOwn(says, key) || (kind === 'Anonymous' && /^aws:(principal|user(id|name))/.test(key));
      const literal = compared[key] ?? [];
      const mayBeAnybody = key !== 'aws:principalorgpaths' || says['aws:principalorgid']?.[0] === ourOrganization;
      return [
        key,
        [
          ...(own ? [says[key]] : (anyways[key] ?? [undefined])),
          ...(home && !own ? (atHome[key] ?? []) : []),
          ...(home && mayBeAnybody ? (anybodys[key] ?? []) : []),
          ...(free.has(key) || (home && !own) ? literal.map((value) => [value]) : []),
        ],
      ];
    }),
  );

/** What another value of a key is like: of the caller's account, of the caller's kind. */
const others: Readonly<Record<string, string>> = {
  'aws:principalarn': `arn:aws:iam::${owner}:role/zq`,
  'aws:principalorgid': strangeOrganization,
};

/**
 * Every context that an administrator has to be let in with: each key is anything at all, also what a policy compares it with,
 * or missing where AWS does not always say it. The account, and what AWS names, is what it is.
 */
export const anyContext = (
  { says }: Caller,
  keys: readonly string[],
  compared: Readonly<Record<string, readonly string[]>>,
): Record<string, Said>[] =>
  product(
    keys.map((key): readonly [string, readonly Said[]] => {
      const named = key.startsWith('aws:principal');
      const values = (compared[key] ?? []).filter((value) => !named || !/[*?]/.test(value));
      const wanted = key === 'aws:principalarn' ? values.filter((value) => value.includes(owner)) : values;
      return [
        key,
        [
          ...(everSaid.has(key) ? [] : [undefined]),
          ...(says[key] ? [says[key]] : []),
          ...[...(anyways[key] ?? []), ...(atHome[key] ?? [])].filter((said) => said !== undefined),
          ...(neverAnythingElse.has(key) || key === 'aws:principalaccount' ? [] : [[others[key] ?? 'zq']]),
          ...(neverAnythingElse.has(key) || key === 'aws:principalaccount' ? [] : wanted.map((value) => [value])),
        ],
      ];
    }),
  );
