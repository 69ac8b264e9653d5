/** Which comparison an operator makes; its negation, `IfExists` and set are told apart. */
export type Comparison =
  | 'string'
  | 'string-ignoring-case'
  | 'string-like'
  | 'number'
  | 'number-less'
  | 'number-less-or-same'
  | 'number-greater'
  | 'number-greater-or-same'
  | 'date'
  | 'date-less'
  | 'date-less-or-same'
  | 'date-greater'
  | 'date-greater-or-same'
  | 'bool'
  | 'binary'
  | 'address'
  | 'arn'
  | 'null';

/** An operator taken apart: `ForAllValues:StringNotEqualsIfExists`. */
export interface Operator {
  comparison: Comparison;
  negated: boolean;
  ifExists: boolean;
  set: 'all' | 'any' | undefined;
}

/** One key of a condition block with the values it is compared with. All tests of a statement have to hold. */
export interface Test {
  operator: Operator;
  /** As the document writes them, to be quoted. */
  written: { operator: string; key: string };
  /** In small letters: keys know no letter case. */
  key: string;
  values: readonly string[];
  /** Whether a value has a policy variable that is one: not under Version 2008. */
  variables: boolean;
}

/** Who a statement is about, by kind. */
export interface Principals {
  /** `*`, or `{ "AWS": "*" }`. */
  everyone: boolean;
  aws: readonly string[];
  service: readonly string[];
  federated: readonly string[];
  canonical: readonly string[];
}

/** A statement, every one-or-many member a list. */
export interface Statement {
  /** Counted from 1, as people count. */
  number: number;
  sid: string | undefined;
  /** Which of several documents it is in: `policy`, `attached 2`, `boundary`, `scp 1`. */
  document: string;
  effect: 'Allow' | 'Deny';
  /** In small letters, in canonical form. */
  actions: readonly string[];
  writtenActions: readonly string[];
  /** The actions are those it is not about. */
  notAction: boolean;
  /** In canonical form; undefined: the statement names none, and is about what it is attached to. */
  resources: readonly string[] | undefined;
  notResource: boolean;
  /** Whether a resource has a policy variable. */
  variables: boolean;
  principals: Principals | undefined;
  notPrincipals: Principals | undefined;
  tests: readonly Test[];
}

/** A document that was read. */
export interface Document {
  version: '2012-10-17' | '2008-10-17';
  statements: readonly Statement[];
  /** What AWS would refuse though its meaning is clear: a repeated Sid, an action without a service. */
  faults: readonly string[];
}

/** Why a document could not be understood, and where: a path in it, or a position in its text counted from 0. */
export interface Unreadable {
  reason: string;
  position: string | number | undefined;
  /** The document was cut off or masked by whoever handed it over: nothing says that AWS would refuse it. */
  missing?: boolean;
}

const comparisons: Readonly<Record<string, Comparison>> = {
  stringequals: 'string',
  stringequalsignorecase: 'string-ignoring-case',
  stringlike: 'string-like',
  numericequals: 'number',
  numericlessthan: 'number-less',
  numericlessthanequals: 'number-less-or-same',
  numericgreaterthan: 'number-greater',
  numericgreaterthanequals: 'number-greater-or-same',
  dateequals: 'date',
  datelessthan: 'date-less',
  datelessthanequals: 'date-less-or-same',
  dategreaterthan: 'date-greater',
  dategreaterthanequals: 'date-greater-or-same',
  bool: 'bool',
  binaryequals: 'binary',
  ipaddress: 'address',
  arnequals: 'arn',
  arnlike: 'arn',
};

const negations: Readonly<Record<string, Comparison>> = {
  stringnotequals: 'string',
  stringnotequalsignorecase: 'string-ignoring-case',
  stringnotlike: 'string-like',
  numericnotequals: 'number',
  datenotequals: 'date',
  notipaddress: 'address',
  arnnotequals: 'arn',
  arnnotlike: 'arn',
};

const operatorFrom = (written: string): Operator | undefined => {
  const lower = written.toLowerCase();
  const set = lower.startsWith('forallvalues:') ? 'all' : lower.startsWith('foranyvalue:') ? 'any' : undefined;
  const named = set === undefined ? lower : lower.slice(lower.indexOf(':') + 1);
  if (named === 'null') return set ? undefined : { comparison: 'null', negated: false, ifExists: false, set };
  const ifExists = named.endsWith('ifexists');
  const plain = ifExists ? named.slice(0, -'ifexists'.length) : named;
  if (Object.hasOwn(comparisons, plain)) {
    return { comparison: comparisons[plain] ?? 'string', negated: false, ifExists, set };
  }
  if (Object.hasOwn(negations, plain)) {
    return { comparison: negations[plain] ?? 'string', negated: true, ifExists, set };
  }
  return undefined;
};

const operators = new Map<string, Operator>();

/**
 * The operator of a name in any letter case; undefined where AWS knows none such. `Null` takes neither `IfExists` nor a set.
 */
export const operatorOf = (written: string): Operator | undefined => {
  const known = operators.get(written);
  if (known) return known;
  const operator = operatorFrom(written);
  if (operator && operators.size < 500) operators.set(written, operator);
  return operator;
};

/** A statement as people find it: `statement "AllowAll"`, or by its number where it has no Sid. */
export const labelOf = ({ sid, number, document }: Statement): string =>
  `${sid === undefined ? `statement ${number}` : `statement "${sid}"`}${document === 'policy' ? '' : ` of ${document}`}`;
