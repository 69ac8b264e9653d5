import { isIPv4, isIPv6 } from 'node:net';
import * as z from 'zod';
import { momentsOf } from './date.ts';

/*
 * The kinds of value in sagewatch.yml. An `error` here is what is expected, as problems word it. All of them are texts:
 * what YAML takes for a number was kept as it was written; only editors have to be told that a number is fine.
 */

const numberToEditors = { type: ['string', 'integer'] };

/** Any text with something in it. */
export const text = (what: string) =>
  z
    .string({ error: what })
    .refine((value) => value.trim() !== '', { error: what })
    .meta({ minLength: 1 });

/** A text that people may write as a number: a ticket, a tag's value. */
export const label = (what: string) => text(what).meta({ ...numberToEditors, minLength: 1 });

/** A text of a form. */
export const matching = (pattern: RegExp, what: string) => z.string({ error: what }).regex(pattern, { error: what });

/** An account id. */
export const accountId = matching(/^\d{12}$/, 'an account id: 12 digits, also the zeros at its front').meta(
  numberToEditors,
);

/** The id of an AWS organization. */
export const organizationId = matching(/^o-[a-z0-9]{10,32}$/, 'the id of an organization, such as o-exampleorgid');

/** The id of a VPC endpoint. */
export const vpcEndpointId = matching(
  /^vpce-[0-9a-f]{8,17}$/,
  'the id of a VPC endpoint, such as vpce-0123456789abcdef0',
);

/** A host, without a scheme or a path. */
export const host = matching(
  /^(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?$/,
  'a host without https:// and path, such as github.com',
);

/** An action of one service, or a pattern of some. */
export const action = matching(
  /^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/,
  'an action, such as sagemaker:UpdatePipeline, or a pattern with * of one service',
);

/** The CIDR block of what is written as a block or as one address; undefined: it is neither. */
export const networkOf = (written: string): string | undefined => {
  const [address = '', bits, ...rest] = written.split('/');
  const width = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : undefined;
  if (width === undefined || rest.length > 0) return;
  if (bits === undefined) return `${address.toLowerCase()}/${width}`;
  // A prefix of 0 is the whole internet, from which everybody would come from the organisation.
  if (!/^[1-9]\d{0,2}$/.test(bits) || Number(bits) > width) return;
  return `${address.toLowerCase()}/${bits}`;
};

const networkForm = 'a CIDR block of yours, such as 203.0.113.0/24 or 2001:db8::/32';

/** A CIDR block or an address, IPv4 or IPv6. */
export const network = z
  .string({ error: networkForm })
  .refine((value) => networkOf(value) !== undefined, { error: networkForm });

/** A date, or a time with its zone. */
export const date = (what: string) =>
  z
    .string({ error: what })
    .refine((value) => momentsOf(value) !== undefined, { error: what })
    .meta({ pattern: String.raw`^\d{4}-\d{2}-\d{2}(T.+)?$` });

/** One word of a few. */
export const oneOf = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words, { error: `one of ${words.join(', ')}` });

/** A map with known keys. Its error is the list of them: `problem` makes sentences of it. */
export const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : `a map of ${Object.keys(shape).join(', ')}`,
  });

export const listOf = <Item extends z.ZodType>(item: Item, what: string) =>
  z.array(item, { error: `a list of ${what}` });

export const mapOf = <Key extends z.ZodType<string, string>, Value extends z.ZodType>(
  key: Key,
  value: Value,
  what: string,
) => z.record(key, value, { error: `a map of ${what}` });

/** `true` or `false`; yes, no, on and off are texts in YAML 1.2. */
export const flag = z.boolean({ error: 'true or false' });

/** A whole number of something, in a range. */
export const countOf = (what: string, from: number, to: number) => {
  const form = `a number of ${what}, from ${from} to ${to}`;
  return z
    .string({ error: form })
    .refine((written) => /^(0|[1-9]\d{0,8})$/.test(written) && Number(written) >= from && Number(written) <= to, {
      error: form,
    })
    .meta({ ...numberToEditors, minimum: from, maximum: to })
    .transform(Number);
};

/** A number of days, of at most ten years. */
export const dayCount = countOf('days', 1, 3650);
