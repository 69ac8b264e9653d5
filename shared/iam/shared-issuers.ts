import { globMatches, isAnything } from './glob.ts';
import type { Condition, Statement } from './policy-document.ts';

/** Identity providers that give tokens to anybody, each with the keys that tell whose token it is. */
const issuers: Readonly<Record<string, readonly string[]>> = {
  'token.actions.githubusercontent.com': ['sub', 'repository', 'repository_owner', 'job_workflow_ref'],
  'gitlab.com': ['sub', 'namespace_path', 'project_path'],
  'app.terraform.io': ['sub'],
  'agent.buildkite.com': ['sub', 'aud'],
  'accounts.google.com': ['sub', 'aud', 'oaud'],
  'graph.facebook.com': ['app_id', 'id'],
  'www.amazon.com': ['app_id', 'user_id'],
  'cognito-identity.amazonaws.com': ['aud', 'sub'],
};

const issuerOf = (provider: string): string | undefined =>
  Object.keys(issuers).find((issuer) => provider === issuer || provider.endsWith(`:oidc-provider/${issuer}`));

/** Subjects that no policy means by name: whoever matches one of them, matches everybody's. */
const anySubject = ['repo:zq-any/zq-any:ref:zq', 'organization:zq:project:zq', 'project_path:zq/zq:ref_type:zq'];

const meansAny = (value: string): boolean =>
  isAnything(value) || anySubject.some((subject) => globMatches(value, subject));

const pinsToken = (issuer: string, { operator, key, values }: Condition): boolean => {
  const host = key.slice(0, key.lastIndexOf(':'));
  const claim = key.slice(key.lastIndexOf(':') + 1);
  return (
    host.toLowerCase() === issuer &&
    (issuers[issuer] ?? []).includes(claim.toLowerCase()) &&
    !/not|ifexists|forallvalues|^null$/i.test(operator) &&
    values.length > 0 &&
    (!/like/i.test(operator) || !values.some(meansAny))
  );
};

/** The provider in a trust statement that lets in whoever gets a token of it, if there is one. */
export const openProvider = ({ principals, conditions }: Statement): string | undefined =>
  principals?.federated.map(issuerOf).find((issuer) => issuer && !conditions.some((test) => pinsToken(issuer, test)));
