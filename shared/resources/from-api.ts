import * as z from 'zod';
import type { ResourceType } from '../core/resource-type.ts';
import { isMembers, type Members } from '../core/trail-record.ts';

const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType => {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    return unwrapped(schema.unwrap() as z.core.$ZodType);
  }
  return schema instanceof z.ZodPipe ? unwrapped(schema.out as z.core.$ZodType) : schema;
};

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Renames the members the schema knows, and no others: keys that are the user's own data stay as they are. */
const uncapitalized = (schema: z.core.$ZodType, value: unknown): unknown => {
  const type = unwrapped(schema);
  if (type instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => uncapitalized(type.element as z.core.$ZodType, item));
  }
  if (type instanceof z.ZodRecord && isMembers(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, uncapitalized(type.valueType as z.core.$ZodType, item)]),
    );
  }
  if (!(type instanceof z.ZodObject) || !isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(type.shape).flatMap(([name, member]) => {
      const item = value[name] === undefined ? value[capitalized(name)] : value[name];
      return item === undefined ? [] : [[name, uncapitalized(member as z.core.$ZodType, item)]];
    }),
  );
};

/**
 * Reads a Describe output (PascalCase members) into the state a CloudTrail request (camelCase members) would give.
 * Tags are read apart (`ListTags`): where the output has no member for them they stay unknown.
 */
export const fromApi = <State extends object>(type: ResourceType<State>, output: Members): State => {
  const members = type.described?.state?.(output) ?? output;
  const { tags, ...state } = type.state.parse(uncapitalized(type.state, members)) as Members;
  const tagged = members['tags'] !== undefined || members['Tags'] !== undefined;
  return (tagged ? { ...state, tags } : state) as State;
};
