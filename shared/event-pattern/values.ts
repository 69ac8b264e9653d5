/** What an event has at the end of a path. */
export type Scalar = string | number | boolean | null;

/** Whether one value of an event is what a pattern asks for. */
export type Test = (value: Scalar) => boolean;

export const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

export const isList: (value: unknown) => value is readonly unknown[] = Array.isArray;

/** Whether a value of JSON is an object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !isList(value);

/** The text of an operator's operand, or the reason why it is none. */
export const isText = (value: unknown): value is string => typeof value === 'string';
