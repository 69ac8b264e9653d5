import { isLiteral } from './glob.ts';
import type { Condition } from './policy-document.ts';

/** An operator taken apart: `ForAllValues:StringNotEqualsIfExists`. */
interface Operator {
  test: string;
  negated: boolean;
  ifExists: boolean;
  forAllValues: boolean;
}

const operatorOf = (text: string): Operator => {
  const lower = text.toLowerCase();
  const forAllValues = lower.startsWith('forallvalues:');
  const plain = lower.replace(/^for(all|any)values?:/, '');
  const ifExists = plain.endsWith('ifexists');
  const test = ifExists ? plain.slice(0, -'ifexists'.length) : plain;
  const negated = test.includes('not');
  return { test: test.replace('not', ''), negated, ifExists, forAllValues };
};

/** Variables that describe the resource, and so name its own account or organization. */
const ownVariable = /^\$\{aws:Resource(Account|OrgID|OrgPaths)\}(\/\*)?$/i;

const literalWithin = (value: string): boolean => isLiteral(value) && !value.includes('${');

const pinsOrganization = (value: string): boolean => /^o-[a-z0-9]+(\/.*)?$/i.test(value);

const pinsAccount = (value: string): boolean => literalWithin(value);

/** The account of an ARN, or, as S3's have none, its whole bucket name. */
const pinsArn = (value: string): boolean => {
  const [, , service, , account, resource] = value.split(':');
  return service === 's3' && account === ''
    ? literalWithin((resource ?? '').split('/')[0] ?? '')
    : literalWithin(account ?? '');
};

const arnKeys = new Set(['aws:principalarn', 'aws:sourcearn', 's3:dataaccesspointarn']);
const organizationKeys = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
]);
const accountKeys = new Set([
  'aws:principalaccount',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:vpceaccount',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  'aws:sourcevpc',
  'aws:sourcevpce',
]);

const privateRanges = [/^10\./, /^192\.168\./, /^172\.(1[6-9]|2\d|3[01])\./, /^127\./];

/** Which part of all addresses a CIDR block is; 0 for addresses that nobody has on the internet. */
const share = (block: string): number => {
  const [address = '', prefix] = block.split('/');
  const isV6 = address.includes(':');
  const bits = prefix === undefined ? (isV6 ? 128 : 32) : Number(prefix);
  if (!Number.isInteger(bits)) return 1;
  return bits >= 8 && privateRanges.some((range) => range.test(address)) ? 0 : 2 ** -bits;
};

const pinsAddresses = (values: readonly string[]): boolean =>
  values.filter((value) => !value.includes(':')).reduce((sum, value) => sum + share(value), 0) <= 2 ** -8 &&
  values.filter((value) => value.includes(':')).reduce((sum, value) => sum + share(value), 0) <= 2 ** -32;

/** Whether the values of a key name callers, and leave strangers out. */
const pins = ({ key, values }: Condition, test: string): boolean => {
  const name = key.toLowerCase();
  if (values.length === 0) return false;
  if (name === 'aws:sourceip') return test === 'ipaddress' && pinsAddresses(values);
  const literal = test === 'stringequals' || test === 'stringequalsignorecase';
  if (!literal && !['stringlike', 'arnequals', 'arnlike'].includes(test)) return false;
  return values.every((value) => {
    if (ownVariable.test(value)) return accountKeys.has(name) || organizationKeys.has(name);
    if (value.includes('${')) return false;
    // Compared letter by letter: a star in it matches a star, which no caller's name holds.
    if (literal && value.includes('*')) return accountKeys.has(name) || organizationKeys.has(name) || arnKeys.has(name);
    if (organizationKeys.has(name)) return pinsOrganization(value);
    if (accountKeys.has(name)) return pinsAccount(value);
    if (arnKeys.has(name)) return pinsArn(value);
    return name === 'aws:userid' && !/^[*?]/.test(value);
  });
};

const saysService = ({ key, values }: Condition, expected: string): boolean =>
  key.toLowerCase() === 'aws:principalisawsservice' && values.every((value) => value.toLowerCase() === expected);

/**
 * Whether a condition of an Allow keeps strangers out: it is false for a request that lacks the key, and its values name
 * an account, an organization, a network or addresses. What describes the resource, the channel or the time does not.
 */
export const keepsStrangersOut = (condition: Condition): boolean => {
  const { test, negated, ifExists, forAllValues } = operatorOf(condition.operator);
  if (negated || ifExists || forAllValues) return false;
  return test === 'bool' ? saysService(condition, 'true') : pins(condition, test);
};

/** Whether a condition of a Deny is true for every stranger: everybody but those it names. */
export const meansStrangers = (condition: Condition): boolean => {
  const { test, negated, forAllValues } = operatorOf(condition.operator);
  if (test === 'bool') return saysService(condition, 'false');
  return negated && !forAllValues && pins(condition, test);
};

/** Whether a condition of an Allow names the service's resource or account: `aws:SourceArn`, `aws:SourceAccount` … */
export const namesSource = (condition: Condition): boolean =>
  /^aws:source(arn|account|orgid|orgpaths)$/i.test(condition.key) && keepsStrangersOut(condition);
