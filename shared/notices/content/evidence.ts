import type { Finding } from '../../core/finding.ts';
import { isoOf } from '../../core/instant.ts';
import { presentEntries, type KnownMap } from '../../core/known-map.ts';
import { isMembers } from '../../core/trail-record.ts';
import type { Story } from '../notice.ts';
import { isPolicyMember } from './policy.ts';
import { cut } from './text.ts';

const limits = { members: 20, word: 200, value: 600 };

/** Members that are a moment, by their names; in milliseconds, as states keep it. */
const momentName = /(At|Until|Since|Time|Date)$/;
/** Of 2001: what is less is something else. */
const firstMoment = 1_000_000_000_000;

/** What was followed and of which only the name counted: `[{"arn": …}]` is its ARNs. */
const arnsIn = (value: unknown): readonly string[] | undefined => {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const arns = value.flatMap((each: unknown) => {
    const arn = isMembers(each) && Object.keys(each).length === 1 ? each['arn'] : undefined;
    return typeof arn === 'string' ? [arn] : [];
  });
  return arns.length === value.length ? arns : undefined;
};

const valueText = (name: string, value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && momentName.test(name) && value >= firstMoment) return isoOf(value);
  const arns = arnsIn(value);
  if (arns !== undefined) return arns.join(', ');
  const isMap = isMembers(value) && typeof value['complete'] === 'boolean' && isMembers(value['entries']);
  const shown = isMap ? Object.fromEntries(presentEntries(value as unknown as KnownMap<unknown>)) : value;
  return JSON.stringify(shown) ?? 'undefined';
};

/** What a finding rests on, as people read it; what the statement of its policy shows is left out. */
export const evidenceOf = ({ evidence, resource }: Finding, policy: Story['policy']): Story['evidence'] => {
  const told = Object.entries(evidence).filter(
    ([name]) => policy?.statement === undefined || !isPolicyMember(resource.type, name),
  );
  const kept = told.slice(0, limits.members).map(([name, value]) => ({
    name: cut(name, limits.word),
    value: cut(valueText(name, value), limits.value),
  }));
  return told.length > kept.length ? [...kept, { name: '…', value: `${told.length - kept.length} more` }] : kept;
};
