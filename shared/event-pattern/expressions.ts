import { inBlock, sameAddress } from './addresses.ts';
import { refuse } from './invalid.ts';
import { caseless } from './letter-case.ts';
import { comparable, inRange } from './numbers.ts';
import { isList, isObject, isScalar, isText, type Scalar, type Test } from './values.ts';
import { fitting } from './wildcard.ts';

/** What a pattern asks of one field. */
export interface Wanted {
  /** The field may also be missing. */
  orMissing: boolean;
  test: Test;
}

const textIn = (operator: string, operand: unknown): string =>
  isText(operand) ? operand : refuse(`${operator} takes one text`);

/** An object's only member. */
const onlyMember = (object: Readonly<Record<string, unknown>>, where: string): [name: string, value: unknown] => {
  const [member, ...others] = Object.entries(object);
  if (!member) return refuse(`an empty object ${where}`);
  return others.length > 0 ? refuse(`more than one operator ${where}: ${Object.keys(object).join(', ')}`) : member;
};

/** The beginning or the end of a text; every text begins and ends with "". */
const affix =
  (kind: 'prefix' | 'suffix') =>
  (operand: unknown): Test => {
    if (isObject(operand)) {
      const [inner, text] = onlyMember(operand, `in ${kind}`);
      if (inner !== 'equals-ignore-case') return refuse(`${kind} knows no ${inner}`);
      return caseless(kind, textIn(inner, text));
    }
    const text = textIn(kind, operand);
    return (value) => isText(value) && (kind === 'prefix' ? value.startsWith(text) : value.endsWith(text));
  };

const prefix = affix('prefix');
const suffix = affix('suffix');

/** What `anything-but` can turn round, beside values. */
const turned: Readonly<Record<string, (text: string) => Test>> = {
  prefix: (text) => (text === '' ? refuse('anything-but an empty prefix is nothing') : prefix(text)),
  suffix: (text) => (text === '' ? refuse('anything-but an empty suffix is nothing') : suffix(text)),
  'equals-ignore-case': (text) => caseless('whole', text),
  wildcard: fitting,
};

const othersThan = (operand: unknown): Test => {
  if (isObject(operand)) {
    const [inner, given] = onlyMember(operand, 'in anything-but');
    const make = Object.hasOwn(turned, inner) ? turned[inner] : undefined;
    if (!make) return refuse(`anything-but knows no ${inner}`);
    const texts = isList(given) ? given : [given];
    if (texts.length === 0) return refuse(`anything-but ${inner} takes at least one text`);
    const tests = texts.map((text) => make(textIn(`anything-but ${inner}`, text)));
    return (value) => !tests.some((test) => test(value));
  }
  const values = isList(operand) ? operand : [operand];
  const areTexts = values.every(isText);
  if (values.length === 0 || (!areTexts && !values.every((value) => typeof value === 'number'))) {
    return refuse('anything-but takes texts, or numbers, or an operator, and never both or none');
  }
  const listed = new Set<unknown>(areTexts ? values : values.map((value) => comparable('anything-but', value)));
  return (value) => !listed.has(value);
};

const exactly = (operand: unknown): Test => {
  const text = textIn('exactly', operand);
  return (value) => value === text;
};

/** Every operator but `exists`, which asks for no value. */
const operators: Readonly<Record<string, (operand: unknown) => Test>> = {
  exactly,
  prefix,
  suffix,
  'equals-ignore-case': (operand) => caseless('whole', textIn('equals-ignore-case', operand)),
  wildcard: fitting,
  numeric: inRange,
  cidr: inBlock,
  'anything-but': othersThan,
};

const anything: Test = () => true;

const testOf = (expression: unknown): Test | 'missing' => {
  if (!isObject(expression)) return refuse('a value is a text, a number, true, false, null or an operator');
  const [operator, operand] = onlyMember(expression, 'among the values');
  if (operator === 'exists') {
    if (typeof operand !== 'boolean') return refuse('exists takes true or false');
    return operand ? anything : 'missing';
  }
  const make = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  return make ? make(operand) : refuse(`there is no operator ${operator}`);
};

/** What a list of values in a pattern asks for: any one of them. Literals are typed; `5` is `5.0`. */
export const wantedBy = (values: readonly unknown[]): Wanted => {
  if (values.length === 0) return refuse('an empty list of values');
  const literals = new Set<Scalar>();
  const tests: Test[] = [];
  let orMissing = false;
  for (const value of values) {
    const test = isText(value) ? sameAddress(value) : isScalar(value) ? undefined : testOf(value);
    if (test === 'missing') orMissing = true;
    else if (test) tests.push(test);
    else literals.add(value as Scalar);
  }
  return { orMissing, test: (value) => literals.has(value) || tests.some((test) => test(value)) };
};
