import { hasWildcard, shared } from './patterns.ts';
import { arnFields } from './values.ts';

const usual = ['arn', 'aws', '', 'eu-central-1', '111122223333'];

/** An ARN's pattern with the partition, Region and account that a lone star stands for spelled out, as one reads them. */
export const spelledOut = (pattern: string): string => {
  if (!hasWildcard(pattern)) return pattern;
  const fields = arnFields(pattern);
  if (fields.length < 6 || fields[0] !== 'arn') return pattern;
  return fields.map((field, at) => (field === '*' && usual[at] ? usual[at] : field)).join(':');
};

/** The fields of a pattern that ends early in a star, filled up with stars: `arn:aws:iam::*` and `*`. */
const sixFields = (pattern: string): string[] | undefined => {
  const fields = arnFields(pattern);
  if (fields.length === 6) return fields;
  if (!pattern.endsWith('*')) return undefined;
  return [...fields, ...Array.from({ length: 6 - fields.length }, () => '*')];
};

/** What two patterns of ARNs share, field by field: no star reaches beyond its field. */
const byField = (pattern: string, template: string): string | undefined => {
  const fields = sixFields(pattern);
  const wanted = arnFields(template);
  if (!fields || wanted.length !== 6) return undefined;
  const both: string[] = [];
  for (let at = 0; at < 6; at++) {
    const field = shared(fields[at] ?? '', wanted[at] ?? '');
    if (field === undefined) return undefined;
    both.push(field);
  }
  return both.join(':');
};

const known = new Map<string, readonly string[]>();

/**
 * Patterns of ARNs that a policy's pattern and a template have in common. In a policy a star crosses colons, so a pattern
 * that does not read as an ARN is tried against the template spelled out.
 */
export const arnsShared = (pattern: string, template: string): readonly string[] => {
  const key = `${pattern}\n${template}`;
  const remembered = known.get(key);
  if (remembered) return remembered;
  const fields = sixFields(pattern);
  const readsAsArn = fields !== undefined && fields[0] === 'arn';
  const both = readsAsArn || pattern === '*' ? byField(pattern, template) : shared(pattern, spelledOut(template));
  const found = both === undefined ? [] : [both];
  if (key.length > 300) return found;
  if (known.size > 5_000) known.clear();
  known.set(key, found);
  return found;
};
