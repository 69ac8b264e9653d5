import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../shared/adapters/aws/dynamo/attributes.ts';

/** An expression of a request, with what its names and values stand for. */
export interface Expression {
  text: string;
  names?: Record<string, string> | undefined;
  values?: Item | undefined;
}

/** Negative when `a` comes first: numbers by value, texts by their UTF-8 bytes. */
export const compareValues = (a: AttributeValue, b: AttributeValue): number =>
  a.N !== undefined && b.N !== undefined ? Number(a.N) - Number(b.N) : Buffer.compare(bytesOf(a), bytesOf(b));

const bytesOf = ({ S = '' }: AttributeValue): Buffer => Buffer.from(S);

const sameType = (a: AttributeValue, b: AttributeValue): boolean => (a.S === undefined) === (b.S === undefined);

const tokensOf = (text: string): string[] => text.match(/<=|>=|<>|[#:]?\w+|[=<>(),+]/g) ?? [];

/** Reads tokens one after the other; throws for what the adapter has no business to write. */
const reader = ({ text, names = {}, values = {} }: Expression) => {
  const tokens = tokensOf(text);
  const used = new Set<string>();
  let at = 0;
  const peek = (): string => (tokens[at] ?? '').toLowerCase();
  const next = (expected?: string): string => {
    const token = tokens[at++] ?? '';
    if (expected !== undefined && token.toLowerCase() !== expected) throw new Error(`${expected} expected in: ${text}`);
    return token;
  };
  const name = (): string => {
    const token = next();
    used.add(token);
    const attribute = names[token];
    if (attribute === undefined) throw new Error(`ValidationException: no name ${token} for: ${text}`);
    return attribute;
  };
  const value = (): AttributeValue => {
    const token = next();
    used.add(token);
    const stood = values[token];
    if (stood === undefined) throw new Error(`ValidationException: no value ${token} for: ${text}`);
    return stood;
  };
  return { peek, next, name, value, used, isAtEnd: () => at >= tokens.length };
};

type Reader = ReturnType<typeof reader>;

const comparison = (operator: string, a: AttributeValue | undefined, b: AttributeValue): boolean => {
  if (a === undefined || !sameType(a, b)) return false;
  const order = compareValues(a, b);
  switch (operator) {
    case '=':
      return order === 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      throw new Error(`ValidationException: operator ${operator}`);
  }
};

const term = (read: Reader, item: Item | undefined): boolean => {
  if (read.peek() === '(') {
    read.next();
    const holds = either(read, item);
    read.next(')');
    return holds;
  }
  if (read.peek() === 'attribute_not_exists' || read.peek() === 'begins_with') {
    const name = read.next();
    read.next('(');
    const attribute = read.name();
    const stood = item?.[attribute];
    const prefix = name === 'begins_with' ? (read.next(','), read.value().S) : undefined;
    read.next(')');
    return prefix === undefined ? stood === undefined : (stood?.S?.startsWith(prefix) ?? false);
  }
  const attribute = read.name();
  const stood = item?.[attribute];
  const operator = read.next().toLowerCase();
  if (operator !== 'between') return comparison(operator, stood, read.value());
  const from = read.value();
  read.next('and');
  const to = read.value();
  return comparison('>=', stood, from) && comparison('<=', stood, to);
};

const both = (read: Reader, item: Item | undefined): boolean => {
  let holds = term(read, item);
  while (read.peek() === 'and') {
    read.next();
    // Not cut short: what follows has to be read.
    const also = term(read, item);
    holds &&= also;
  }
  return holds;
};

const either = (read: Reader, item: Item | undefined): boolean => {
  let holds = both(read, item);
  while (read.peek() === 'or') {
    read.next();
    const also = both(read, item);
    holds ||= also;
  }
  return holds;
};

const reserved = new Set(['at', 'list', 'lock', 'status', 'text', 'value', 'owner', 'set', 'key', 'time']);

/** DynamoDB refuses names and values that no expression uses, and reserved words that are written as they are. */
export const checkUse = (expressions: readonly string[], names: object = {}, values: object = {}): void => {
  const tokens = new Set(expressions.flatMap(tokensOf));
  for (const name of [...Object.keys(names), ...Object.keys(values)]) {
    if (!tokens.has(name)) throw new Error(`ValidationException: ${name} is not used in ${expressions.join(' | ')}`);
  }
  const words = expressions.flatMap(
    (text) => text.replaceAll(/^(set|remove|add)\b|\b(remove|add)(?= #)/g, '').match(/(?<![#:\w])[a-z]+/g) ?? [],
  );
  const bare = words.find((word) => reserved.has(word));
  if (bare !== undefined) throw new Error(`ValidationException: reserved word ${bare}`);
};

export const holds = (expression: Expression, item: Item | undefined): boolean => {
  const read = reader(expression);
  const result = either(read, item);
  if (!read.isAtEnd()) throw new Error(`ValidationException: more than a condition: ${expression.text}`);
  return result;
};

/** The item after an update. */
export const updated = (expression: Expression, key: Item, item: Item | undefined): Item => {
  const read = reader(expression);
  const after: Item = { ...key, ...item };
  while (!read.isAtEnd()) {
    const clause = read.next().toLowerCase();
    do {
      if (read.peek() === ',') read.next();
      const name = read.name();
      if (clause === 'set') {
        read.next('=');
        after[name] = read.value();
      } else if (clause === 'remove') delete after[name];
      else if (clause === 'add') after[name] = { N: String(Number(item?.[name]?.N ?? 0) + Number(read.value().N)) };
      else throw new Error(`ValidationException: clause ${clause}`);
    } while (read.peek() === ',');
  }
  return after;
};
