import { actionMatches } from './glob.ts';
import { isMembers } from './members.ts';
import { repeatedMember } from './repeated-member.ts';

/** Who a statement is about, by kind. */
export interface Principals {
  /** `*`, `{ "AWS": "*" }`, or every account: anybody at all. */
  everyone: boolean;
  aws: readonly string[];
  service: readonly string[];
  federated: readonly string[];
  canonical: readonly string[];
}

/** One test of a condition block: `StringEquals`, `aws:SourceAccount`, its values as texts. */
export interface Condition {
  operator: string;
  key: string;
  values: readonly string[];
}

/** A statement of a policy, every one-or-many member a list. An empty list: the statement has no such member. */
export interface Statement {
  /** Counted from 1, as people count. */
  number: number;
  sid: string | undefined;
  effect: 'Allow' | 'Deny';
  actions: readonly string[];
  notActions: readonly string[];
  resources: readonly string[];
  notResources: readonly string[];
  principals: Principals | undefined;
  notPrincipals: Principals | undefined;
  conditions: readonly Condition[];
}

export interface Policy {
  statements: readonly Statement[];
}

/** A policy that was read, or why it could not be: then nothing is known of what it grants. */
export type ReadPolicy = Policy | { unreadable: string };

class Unreadable extends Error {}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const texts = (value: unknown, member: string, where: string): readonly string[] => {
  if (value === undefined) return [];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every((item) => typeof item === 'string')) throw new Unreadable(`${member} of ${where} is not a text`);
  return list;
};

const isEveryAccount = (principal: string): boolean =>
  principal === '*' || (principal.startsWith('arn:') && principal.split(':')[4] === '*');

const principalsOf = (value: unknown, member: string, where: string): Principals | undefined => {
  if (value === undefined) return undefined;
  if (value === '*') return { everyone: true, aws: ['*'], service: [], federated: [], canonical: [] };
  if (!isMembers(value)) throw new Unreadable(`${member} of ${where} is neither "*" nor an object`);
  const { AWS, Service, Federated, CanonicalUser, ...others } = value;
  const [other] = Object.keys(others);
  if (other !== undefined) throw new Unreadable(`${member} of ${where} has the kind ${short(other)}`);
  const aws = texts(AWS, `${member}.AWS`, where);
  return {
    everyone: aws.some(isEveryAccount),
    aws,
    service: texts(Service, `${member}.Service`, where),
    federated: texts(Federated, `${member}.Federated`, where),
    canonical: texts(CanonicalUser, `${member}.CanonicalUser`, where),
  };
};

const conditionsOf = (value: unknown, where: string): readonly Condition[] => {
  if (value === undefined) return [];
  if (!isMembers(value)) throw new Unreadable(`Condition of ${where} is not an object`);
  return Object.entries(value).flatMap(([operator, tests]) => {
    if (!isMembers(tests)) throw new Unreadable(`Condition.${short(operator)} of ${where} is not an object`);
    return Object.entries(tests).map(([key, tested]): Condition => {
      const values: unknown[] = Array.isArray(tested) ? tested : [tested];
      if (!values.every((item) => ['string', 'number', 'boolean'].includes(typeof item))) {
        throw new Unreadable(`Condition.${short(operator)}.${short(key)} of ${where} is not a text`);
      }
      return { operator, key, values: values.map(String) };
    });
  });
};

const statementOf = (value: unknown, index: number): Statement => {
  const where = `statement ${index + 1}`;
  if (!isMembers(value)) throw new Unreadable(`${where} is not an object`);
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition: tests } = value;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new Unreadable(`Effect of ${where} is neither Allow nor Deny`);
  const statement: Statement = {
    number: index + 1,
    sid: typeof Sid === 'string' && Sid !== '' ? Sid : undefined,
    effect: Effect,
    actions: texts(Action, 'Action', where),
    notActions: texts(NotAction, 'NotAction', where),
    resources: texts(Resource, 'Resource', where),
    notResources: texts(NotResource, 'NotResource', where),
    principals: principalsOf(Principal, 'Principal', where),
    notPrincipals: principalsOf(NotPrincipal, 'NotPrincipal', where),
    conditions: conditionsOf(tests, where),
  };
  if ((Action === undefined) === (NotAction === undefined)) {
    throw new Unreadable(`${where} does not have one of Action and NotAction`);
  }
  return statement;
};

const policyOf = (value: unknown): Policy => {
  if (!isMembers(value)) throw new Unreadable('a policy that is not an object');
  const { Statement: statements } = value;
  if (statements === undefined) throw new Unreadable('a policy without Statement');
  return { statements: (Array.isArray(statements) ? (statements as unknown[]) : [statements]).map(statementOf) };
};

const decoded = (text: string): string => {
  const trimmed = text.trim();
  // Never decode what is JSON already: `100%25` is a legal name in it.
  return /^%7b/i.test(trimmed) ? decodeURIComponent(trimmed) : trimmed;
};

const parsed = (text: string): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(decoded(text));
  } catch {
    throw new Unreadable('a policy that is not JSON');
  }
  const repeated = repeatedMember(decoded(text));
  if (repeated !== undefined) throw new Unreadable(`a policy that states ${short(repeated)} twice`);
  return value;
};

const read = (value: unknown): ReadPolicy => {
  try {
    return policyOf(typeof value === 'string' ? parsed(value) : value);
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    // Nested too deeply for the parser, or for us.
    if (error instanceof RangeError) return { unreadable: 'a policy that is nested too deeply' };
    throw error;
  }
};

const remembered = new Map<string, ReadPolicy>();
const mostRemembered = 256;
const longestRemembered = 20_000;

/**
 * Reads a policy in any form AWS hands it over: JSON text as CloudTrail writes it, URL-encoded text as IAM answers it, or
 * an object as S3's records have it. Several controls read the same text, so the last ones read are kept.
 */
export const readPolicy = (value: unknown): ReadPolicy => {
  if (typeof value !== 'string' || value.length > longestRemembered) return read(value);
  const known = remembered.get(value);
  if (known) return known;
  const policy = read(value);
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(value, policy);
  return policy;
};

/**
 * The text that a state keeps of a policy: the same for every form of one document. A text that cannot be read stays as it
 * is, so that its controls say why; null: there is none.
 */
export const policyText = (value: unknown): string | null => {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') return JSON.stringify(value);
  try {
    return JSON.stringify(parsed(value));
  } catch {
    return value;
  }
};

/** The statements that allow something. */
export const allows = ({ statements }: Policy): readonly Statement[] =>
  statements.filter(({ effect }) => effect === 'Allow');

/** The statements that deny something. */
export const denies = ({ statements }: Policy): readonly Statement[] =>
  statements.filter(({ effect }) => effect === 'Deny');

/** Whether a statement is about an action, allowing or denying it. */
export const grantsAction = ({ actions, notActions }: Statement, action: string): boolean =>
  actions.length > 0 || notActions.length === 0
    ? actions.some((pattern) => actionMatches(pattern, action))
    : !notActions.some((pattern) => actionMatches(pattern, action));

/** A statement as people find it: `statement "AllowAll"`, or by its number where it has no Sid. */
export const labelOf = ({ sid, number }: Statement): string => (sid ? `statement "${sid}"` : `statement ${number}`);
