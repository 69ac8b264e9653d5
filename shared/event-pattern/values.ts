/** What an event has at the end of a path. */
export type Scalar = string | number | boolean | null;

/** Whether one value of an event is what a pattern asks for. */
export type Test = (value: Scalar) => boolean;

/** What an event is matched by: everything but objects and lists. */
export const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A list, whose elements are not trusted to be anything. */
export const isList: (value: unknown) => value is readonly unknown[] = Array.isArray;

/** Whether a value of JSON is an object, and no list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !isList(value);

/** A text; "" is one. */
export const isText = (value: unknown): value is string => typeof value === 'string';
