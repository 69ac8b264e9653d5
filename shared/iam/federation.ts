import type { Test } from './document.ts';
import { grantOf, type Grant } from './grants.ts';
import { filled, hasWildcard, matches } from './patterns.ts';
import { related } from './persona.ts';
import { unnamedRole, type Scene } from './scene.ts';
import { alwaysHolds } from './shape.ts';

/** Issuers whose tokens anybody can get; with each the claims that tell whose token it is. */
const sharedIssuers: Readonly<Record<string, readonly string[]>> = {
  'token.actions.githubusercontent.com': [
    'sub',
    'repository',
    'repository_id',
    'repository_owner',
    'repository_owner_id',
    'job_workflow_ref',
    'enterprise',
    'enterprise_id',
  ],
  'gitlab.com': ['sub', 'namespace_path', 'namespace_id', 'project_path', 'project_id'],
  'app.terraform.io': ['sub', 'terraform_organization_id', 'terraform_organization_name'],
  'agent.buildkite.com': ['sub', 'organization_slug', 'organization_id'],
  'api.bitbucket.org': ['sub', 'aud', 'workspaceuuid', 'repositoryuuid'],
  'accounts.google.com': ['sub', 'aud', 'oaud', 'email', 'google/organization_number'],
  'graph.facebook.com': ['app_id', 'id', 'aud', 'sub'],
  'www.amazon.com': ['app_id', 'user_id', 'aud', 'sub'],
  'cognito-identity.amazonaws.com': ['aud', 'sub'],
};

const issuerOf = (provider: string): string => {
  const at = provider.indexOf(':oidc-provider/');
  return (at < 0 ? provider : provider.slice(at + ':oidc-provider/'.length)).toLowerCase();
};

/** Whether anybody can get a token of an identity provider: GitHub, GitLab, Google … */
export const isSharedIssuer = (provider: string): boolean => Object.hasOwn(sharedIssuers, issuerOf(provider));

/** The claims that narrow an issuer's tokens. A cluster's audience is the same for every workload in it. */
const claimsOf = (issuer: string): readonly string[] => {
  if (isSharedIssuer(issuer)) return sharedIssuers[issuer] ?? [];
  return /^oidc\.eks\.|^(container\.googleapis\.com)/.test(issuer)
    ? ['sub']
    : ['sub', 'aud', 'azp', 'oaud', 'email', 'amr'];
};

const subjects = [
  'repo:zqstranger/zqstranger:ref:refs/heads/zq',
  'repo:zqstranger/zqstranger:pull_request',
  'organization:zqstranger:project:zq:workspace:zq:run_phase:apply',
  'project_path:zqstranger/zq:ref_type:branch:ref:main',
  'system:serviceaccount:zqstranger:zq',
];

/** Whether a subject pattern names an owner outright: what stands before the first slash, or second colon, is literal. */
const namesOwner = (value: string): boolean => {
  if (!hasWildcard(value)) return value !== '';
  if (subjects.some((subject) => matches(value, subject))) return false;
  const prefix = /^(repo|project_path|organization|group_path|workspace|project):([^/:]*)/.exec(value);
  if (prefix) return !hasWildcard(prefix[2] ?? '');
  return !/^[*?]/.test(value);
};

const isPositive = ({ operator }: Test): boolean =>
  !operator.negated && !operator.ifExists && operator.set !== 'all' && operator.comparison !== 'null';

const narrowsSaml = ({ key }: Test): boolean =>
  /^saml:(aud|sub|iss|namequalifier|doc|sub_type|edupersonorgdn)$/.test(key);

/** An audience that every token for AWS has says nothing of whose it is. */
const isAnyonesAudience = (claim: string, value: string): boolean =>
  claim === 'aud' && /^sts\.amazonaws\.com(\.cn)?$/i.test(value);

const narrowsToken = (issuer: string, test: Test): boolean => {
  const { key, values, operator } = test;
  const at = key.lastIndexOf(':');
  if (key.slice(0, at) !== issuer) return false;
  const claim = key.slice(at + 1);
  if (!claimsOf(issuer).includes(claim)) return false;
  const pattern = operator.comparison === 'string-like' || operator.comparison === 'arn';
  return values.every(
    (value) => !isAnyonesAudience(claim, value) && (!pattern || (namesOwner(value) && filled(value, '') !== '')),
  );
};

/** Whether no claim tells whose token it has to be: whoever gets one of the provider's tokens comes in. */
const isUnscoped = (provider: string, tests: readonly Test[], now: number): boolean => {
  const telling = tests.filter((test) => isPositive(test) && test.values.length > 0 && !alwaysHolds(test, now));
  if (provider.includes(':saml-provider/')) return !telling.some(narrowsSaml);
  const issuer = issuerOf(provider);
  return !telling.some((test) => narrowsToken(issuer, test));
};

/** Identity providers that trust statements let in without a subject or audience of theirs, each with a grant. */
export const unscopedProviders = (scene: Scene): ReadonlyMap<string, Grant> => {
  const found = new Map<string, Grant>();
  const { now, account, resource } = scene.input;
  const meant = [resource ?? unnamedRole(account)];
  for (const statement of scene.allows) {
    for (const provider of statement.principals?.federated ?? []) {
      if (found.has(provider) || !isUnscoped(provider, statement.tests, now)) continue;
      const persona = related(now, { type: 'Federated', id: provider });
      const grant = grantOf(scene, statement, persona, { meant });
      if (grant) found.set(provider, grant);
    }
  }
  return found;
};
