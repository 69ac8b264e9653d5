import type { RequestPrincipal } from './analysis.ts';
import { userNamesMeeting } from './choices.ts';
import type { Statement, Test } from './document.ts';
import { effort } from './effort.ts';
import { firstGrant, grantOf, type Grant } from './grants.ts';
import { accountsNamed, callersOf, organizationsFor, organizationsNamed, strangersBelongings } from './mentioned.ts';
import { anonymous, deputy, related, servant, stranger, type Belongings, type Persona } from './persona.ts';
import { accountOf, isDeleted } from './principal.ts';
import { unnamedRole, type Scene } from './scene.ts';

/** What a resource's policy or a role's trust opens to others, each with a grant that proves it. */
export interface Exposure {
  open: Grant | undefined;
  accounts: ReadonlyMap<string, Grant>;
  orgs: ReadonlyMap<string, Grant>;
  services: ReadonlyMap<string, Grant>;
  deputies: ReadonlyMap<string, Grant>;
}

/** The tests of all statements. */
export const everyTest = ({ allows, denies }: Scene): readonly Test[] =>
  [...allows, ...denies].flatMap(({ tests }) => tests);

const ownerOf = ({ input: { account, org } }: Scene): Belongings => ({
  account: account ?? '111122223333',
  org: org ?? 'o-zqowner11',
});

const mentions = ({ input, document }: Scene) => {
  const text = JSON.stringify([
    document.statements.map(({ principals, notPrincipals, tests, resources }) => [
      principals,
      notPrincipals,
      tests,
      resources,
    ]),
    input.account,
    input.org,
  ]);
  return (part: string) => text.includes(part);
};

/** What strangers have, as far as the policy tells them apart. */
export const strangersOf = (scene: Scene): readonly Belongings[] =>
  strangersBelongings(everyTest(scene), mentions(scene));

const noContext = new Map<string, readonly string[]>();

const userNamesIn = ({ allows, denies }: Scene): readonly string[] => userNamesMeeting([...allows, ...denies]);

/** Services that answer nobody without a signature, whatever a policy says. */
const alwaysSigned = /^arn:[^:]*:(ecr|events|kms|sagemaker|secretsmanager):/;

/** A role is never assumed without a signature. */
const takesUnsigned = ({ input: { kind, resource } }: Scene): boolean =>
  kind !== 'trust' && (resource === undefined || !alwaysSigned.test(resource));

/** Everybody who could come along without any relation to the owner. */
const strangers = (scene: Scene, everyone: readonly Belongings[]): readonly Persona[] => {
  const { now } = scene.input;
  const owner = ownerOf(scene);
  const tests = everyTest(scene);
  const userNames = userNamesIn(scene);
  const unsigned = takesUnsigned(scene) ? everyone.map((belongings) => anonymous(now, belongings, owner)) : [];
  const signed = everyone.flatMap((belongings) =>
    callersOf(belongings.account, tests, noContext, userNames).flatMap((caller) =>
      [false, true].map((inOrganization) => stranger(now, { caller, belongings, inOrganization }, owner)),
    ),
  );
  return [...unsigned, ...signed];
};

/** What a policy is attached to, for resources it does not name. */
const meantBy = ({ input: { kind, account, bucket, kmsKeyArn, resource } }: Scene): readonly string[] => {
  if (resource !== undefined) return [resource];
  if (kind === 'trust') return [unnamedRole(account)];
  if (kmsKeyArn !== undefined) return [kmsKeyArn];
  return bucket === undefined ? ['*'] : [`arn:aws:s3:::${bucket}/zq`, `arn:aws:s3:::${bucket}`];
};

/** Whether a statement is about everybody, or everybody but some. */
export const lets = ({ principals, notPrincipals }: Statement): boolean =>
  notPrincipals !== undefined || principals?.everyone === true;

const named = new WeakMap<Statement, ReadonlyMap<string, readonly RequestPrincipal[]>>();

/** The principals an Allow names, as those who would call, by their account: an account, a role, a user. */
const callersNamed = (statement: Statement): ReadonlyMap<string, readonly RequestPrincipal[]> => {
  const known = named.get(statement);
  if (known) return known;
  const found = new Map<string, RequestPrincipal[]>();
  for (const id of statement.principals?.aws ?? []) {
    effort(4);
    const account = id === '*' || isDeleted(id) ? undefined : accountOf(id);
    if (account === undefined) continue;
    const caller: RequestPrincipal = { type: 'AWS', id: id === account ? `arn:aws:iam::${id}:root` : id };
    const callers = found.get(account);
    if (callers) callers.push(caller);
    else found.set(account, [caller]);
  }
  named.set(statement, found);
  return found;
};

/** Whom of an account to try: who is named, and others of the account that Denies may spare. */
const candidatesFor = (scene: Scene, statement: Statement, account: string): readonly RequestPrincipal[] => {
  effort(150 + scene.denies.length);
  const own = callersNamed(statement).get(account) ?? [];
  const spared = scene.denies.flatMap(({ principals, notPrincipals }) => [
    ...(principals?.aws ?? []),
    ...(notPrincipals?.aws ?? []),
  ]);
  const tests = [...statement.tests, ...scene.denies.flatMap((deny) => deny.tests)];
  return [
    ...own,
    ...callersOf(account, tests, noContext, userNamesIn(scene)),
    { type: 'AWS', id: `arn:aws:iam::${account}:root` },
    ...spared
      .filter((id) => accountOf(id) === account && !/^\d{12}$/.test(id))
      .map((id): RequestPrincipal => ({ type: 'AWS', id })),
  ];
};

const accountsOf = (statement: Statement): readonly string[] => {
  return [...callersNamed(statement).keys(), ...(lets(statement) ? accountsNamed(statement.tests) : [])];
};

const note = (found: Map<string, Grant>, key: string, grant: Grant | undefined): void => {
  if (grant && !found.has(key)) found.set(key, grant);
};

const serviceExposure = (scene: Scene, everyone: readonly Belongings[], meant: readonly string[]) => {
  const services = new Map<string, Grant>();
  const deputies = new Map<string, Grant>();
  const { now } = scene.input;
  const owner = ownerOf(scene);
  for (const statement of scene.allows) {
    for (const service of statement.principals?.service ?? []) {
      const foreign = everyone.map((belongings) => deputy(now, service, belongings, owner));
      if (!deputies.has(service)) note(deputies, service, firstGrant(scene, [statement], foreign, { meant }));
      const known = deputies.get(service);
      if (!services.has(service))
        note(services, service, known ?? grantOf(scene, statement, servant(now, service), { meant }));
    }
  }
  return { services, deputies };
};

const opaqueCaller = (id: string): RequestPrincipal => ({ type: 'CanonicalUser', id });

/** Everything a trust or resource policy opens, after its Denies. */
export const exposureOf = (scene: Scene): Exposure => {
  const { input, allows } = scene;
  const everyone = strangersOf(scene);
  const meant = meantBy(scene);
  const wide = allows.filter(lets);
  const open = wide.length > 0 ? firstGrant(scene, wide, strangers(scene, everyone), { meant }) : undefined;
  const tests = everyTest(scene);
  const accounts = new Map<string, Grant>();
  const orgs = new Map<string, Grant>();
  for (const statement of allows) {
    for (const account of new Set(accountsOf(statement))) {
      if (account === input.account || accounts.has(account)) continue;
      const inOrgs = organizationsFor(tests);
      const personas = candidatesFor(scene, statement, account).flatMap((caller) =>
        inOrgs.map((org) => related(input.now, caller, { org })),
      );
      note(accounts, account, firstGrant(scene, [statement], personas, { meant }));
    }
    for (const id of statement.principals?.canonical ?? []) {
      note(accounts, id, grantOf(scene, statement, related(input.now, opaqueCaller(id)), { meant }));
    }
    if (!lets(statement)) continue;
    for (const org of new Set(organizationsNamed(statement.tests))) {
      if (org === input.org || orgs.has(org)) continue;
      const callers = everyone.flatMap(({ account }) => callersOf(account, statement.tests, noContext));
      const own = accountsNamed(statement.tests).flatMap((account) => callersOf(account, statement.tests, noContext));
      const personas = [...callers, ...own].map((caller) =>
        related(input.now, caller, { org, fixed: [['aws:sourceorgid', [org]]] }),
      );
      note(orgs, org, firstGrant(scene, [statement], personas, { meant }));
    }
  }
  return { open, accounts, orgs, ...serviceExposure(scene, everyone, meant) };
};
