import { refuse } from './invalid.ts';
import type { Test } from './values.ts';

/** Numbers are compared as numbers between these two, and to six decimals. Beyond, they are compared as texts. [event-ruler] */
const largest = 5e9;

/** Whether EventBridge can compare a number with others. */
export const isComparable = (value: number): boolean =>
  Math.abs(value) <= largest && Number(value.toFixed(6)) === value;

/** A number that an operator compares with. */
export const comparable = (operator: string, value: unknown): number => {
  if (typeof value !== 'number') return refuse(`${operator} takes numbers`);
  if (!isComparable(value)) {
    return refuse(`${value} in ${operator} is not between -5e9 and 5e9, or has more than six decimals`);
  }
  return value;
};

interface Bound {
  value: number;
  isOpen: boolean;
}

const between =
  (bottom: Bound, top: Bound): Test =>
  (value) =>
    typeof value === 'number' &&
    isComparable(value) &&
    (bottom.isOpen ? value > bottom.value : value >= bottom.value) &&
    (top.isOpen ? value < top.value : value <= top.value);

const lowest: Bound = { value: -largest, isOpen: false };
const highest: Bound = { value: largest, isOpen: false };

/** `{"numeric": [">", 0, "<=", 5]}`: one comparison, or a lower bound and then an upper one. */
export const inRange = (operand: unknown): Test => {
  if (!Array.isArray(operand)) return refuse('numeric takes a list');
  const [operator, first, second, last, ...rest] = operand as readonly unknown[];
  const isRange = operand.length > 2;
  if (operator !== '=' && operator !== '<' && operator !== '<=' && operator !== '>' && operator !== '>=') {
    return refuse(`${JSON.stringify(operator ?? null)} is no comparison of numeric: =, <, <=, > or >=`);
  }
  const value = comparable('numeric', first);
  const bound = { value, isOpen: operator === '>' || operator === '<' };
  if (operator === '=' || operator === '<' || operator === '<=') {
    if (isRange) return refuse(`nothing may follow ${operator} in numeric: of a range the lower bound comes first`);
    return operator === '=' ? (candidate) => candidate === value : checked(lowest, bound);
  }
  if (!isRange) return checked(bound, highest);
  if ((second !== '<' && second !== '<=') || rest.length > 0 || operand.length < 4) {
    return refuse('a range in numeric is a lower bound and then an upper one, and no more');
  }
  return checked(bound, { value: comparable('numeric', last), isOpen: second === '<' });
};

const checked = (bottom: Bound, top: Bound): Test =>
  bottom.value < top.value ? between(bottom, top) : refuse('a range in numeric has its bottom below its top');
