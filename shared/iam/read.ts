import type { PolicyKind } from './analysis.ts';
import { operatorOf, type Document, type Principals, type Statement, type Test, type Unreadable } from './document.ts';
import { faultsOf } from './faults.ts';
import { parsedText } from './json-text.ts';
import { isMembers, type Members } from './members.ts';
import { canonical } from './patterns.ts';

/** What stops the reading; it never leaves this file. */
class Stop extends Error {
  readonly path: string;
  constructor(reason: string, path: string) {
    super(reason);
    this.path = path;
  }
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const texts = (value: unknown, path: string): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) throw new Stop('neither a text nor a list of texts', path);
  for (let at = 0; at < value.length; at++) {
    if (typeof value[at] !== 'string') throw new Stop('not a text', `${path}[${at}]`);
  }
  return value as string[];
};

const none: readonly string[] = [];

const isEveryone = (principal: string): boolean => principal === '*' || /^arn:[^:]*:iam::\*(:|$)/.test(principal);

const principalsOf = (value: unknown, path: string): Principals => {
  if (value === '*') return { everyone: true, aws: ['*'], service: none, federated: none, canonical: none };
  if (!isMembers(value)) throw new Stop('neither "*" nor an object', path);
  for (const kind in value) {
    if (kind !== 'AWS' && kind !== 'Service' && kind !== 'Federated' && kind !== 'CanonicalUser') {
      throw new Stop('a kind of principal that AWS does not know', `${path}.${short(kind)}`);
    }
  }
  const of = (kind: string) => (value[kind] === undefined ? none : texts(value[kind], `${path}.${kind}`));
  const aws = of('AWS');
  return {
    everyone: aws.some(isEveryone),
    aws,
    service: of('Service').map((service) => service.toLowerCase()),
    federated: of('Federated'),
    canonical: of('CanonicalUser'),
  };
};

const valuesOf = (value: unknown, path: string): readonly string[] => {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return String(item);
    throw new Stop('a value that is no text', path);
  });
};

/** The tests of a condition block; throws where it is none. */
export const testsOf = (value: unknown, path: string, variables: boolean): readonly Test[] => {
  if (!isMembers(value)) throw new Stop('not an object', path);
  const tests: Test[] = [];
  for (const written of Object.keys(value)) {
    const operator = operatorOf(written);
    if (!operator) throw new Stop(`an operator that AWS does not know, "${short(written)}"`, path);
    const keys = value[written];
    if (!isMembers(keys)) throw new Stop('not an object', `${path}.${written}`);
    for (const key of Object.keys(keys)) {
      const values = valuesOf(keys[key], `${path}.${written}.${short(key)}`);
      tests.push({
        operator,
        written: { operator: written, key },
        key: key.toLowerCase(),
        values,
        variables: variables && values.some((item) => item.includes('${')),
      });
    }
  }
  return tests;
};

const statementMembers = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/** What a statement may and must have, by what its document is attached to. */
const checkMembers = (statement: Members, kind: PolicyKind, path: string): void => {
  for (const member in statement) {
    if (!statementMembers.has(member)) throw new Stop('a member that AWS does not know', `${path}.${short(member)}`);
  }
  const has = (member: string) => statement[member] !== undefined;
  const either = (one: string, other: string) => {
    if (has(one) && has(other)) throw new Stop(`both ${one} and ${other}`, path);
    return has(one) || has(other);
  };
  if (!either('Action', 'NotAction')) throw new Stop('neither Action nor NotAction', path);
  const resource = either('Resource', 'NotResource');
  const principal = either('Principal', 'NotPrincipal');
  if (kind === 'trust' && resource) throw new Stop('a trust policy names no resource', path);
  // A repository's or an image's policy names none: it is about what it is attached to.
  if (kind !== 'trust' && kind !== 'resource' && !resource) throw new Stop('neither Resource nor NotResource', path);
  const namesPrincipals = kind === 'trust' || kind === 'resource' || kind === 'endpoint';
  if (namesPrincipals && !principal) throw new Stop('neither Principal nor NotPrincipal', path);
  if (!namesPrincipals && principal) throw new Stop('only a resource names principals', path);
};

const statementOf = (
  value: unknown,
  number: number,
  { kind, name, variables }: { kind: PolicyKind; name: string; variables: boolean },
): Statement => {
  const path = `Statement[${number - 1}]`;
  if (!isMembers(value)) throw new Stop('not an object', path);
  checkMembers(value, kind, path);
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = value;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new Stop('neither Allow nor Deny', `${path}.Effect`);
  if (Sid !== undefined && typeof Sid !== 'string') throw new Stop('not a text', `${path}.Sid`);
  const written = Action === undefined ? texts(NotAction, `${path}.NotAction`) : texts(Action, `${path}.Action`);
  const named = Resource ?? NotResource;
  const resources =
    named === undefined ? undefined : texts(named, `${path}.${Resource === undefined ? 'NotResource' : 'Resource'}`);
  return {
    number,
    sid: Sid === '' ? undefined : Sid,
    document: name,
    effect: Effect,
    actions: written.map((action) => canonical(action.toLowerCase())),
    writtenActions: written,
    notAction: Action === undefined,
    resources: resources?.map(canonical),
    notResource: NotResource !== undefined,
    variables: variables && (resources?.some((resource) => resource.includes('${')) ?? false),
    principals: Principal === undefined ? undefined : principalsOf(Principal, `${path}.Principal`),
    notPrincipals: NotPrincipal === undefined ? undefined : principalsOf(NotPrincipal, `${path}.NotPrincipal`),
    tests: Condition === undefined ? [] : testsOf(Condition, `${path}.Condition`, variables),
  };
};

const documentOf = (value: unknown, kind: PolicyKind, name: string): Document => {
  if (!isMembers(value)) throw new Stop('a policy is an object', '');
  for (const member in value) {
    if (member !== 'Version' && member !== 'Id' && member !== 'Statement') {
      throw new Stop('a member that AWS does not know', short(member));
    }
  }
  const { Version: version = '2008-10-17', Id, Statement: written } = value;
  if (version !== '2012-10-17' && version !== '2008-10-17')
    throw new Stop('a version that AWS does not know', 'Version');
  if (Id !== undefined && typeof Id !== 'string') throw new Stop('not a text', 'Id');
  if (written === undefined) throw new Stop('a policy without Statement', '');
  const list: unknown[] = Array.isArray(written) ? written : [written];
  const reading = { kind, name, variables: version === '2012-10-17' };
  const statements = list.map((statement, index) => statementOf(statement, index + 1, reading));
  return { version, statements, faults: faultsOf(statements, kind) };
};

/** Whether a document was not understood. */
export const isUnreadable = (read: Document | Unreadable): read is Unreadable => 'reason' in read;

/**
 * Reads a policy in any form AWS hands it over: JSON text as CloudTrail writes it, URL-encoded text as IAM answers it, or
 * parsed. What AWS would refuse, or could mean two things, is not read: nothing is known of what it grants.
 */
export const readDocument = (policy: unknown, kind: PolicyKind, name = 'policy'): Document | Unreadable => {
  if (policy === null || policy === undefined)
    return { reason: 'there is no document', position: undefined, missing: true };
  let value: unknown = policy;
  if (typeof policy === 'string') {
    const parsed = parsedText(policy);
    if ('reason' in parsed) return parsed;
    ({ value } = parsed);
  }
  try {
    return documentOf(value, kind, name);
  } catch (error) {
    if (error instanceof Stop) return { reason: error.message, position: error.path };
    throw error;
  }
};

/** Why a document was not understood, in words: `Statement[2].Effect: neither Allow nor Deny`. */
export const reasonText = ({ reason, position }: Unreadable): string => {
  if (typeof position === 'number') return `${reason} (at position ${position})`;
  return position ? `${position}: ${reason}` : reason;
};
