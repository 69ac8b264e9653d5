import { frameworks, type FrameworkId, type RequirementId, type Requirements } from './index.ts';

/** Several requirements as one: per framework, in the given order, without duplicates. */
export const withRequirements = (profile: Requirements, ...more: readonly Requirements[]): Requirements => {
  const merged: Record<string, readonly string[]> = {};
  for (const requirements of [profile, ...more]) {
    for (const [framework, ids] of Object.entries(requirements)) {
      merged[framework] = [...new Set([...(merged[framework] ?? []), ...ids])];
    }
  }
  return merged;
};

const isModerate = (id: string): id is RequirementId<'fedramp-moderate-r5'> =>
  Object.hasOwn(frameworks['fedramp-moderate-r5'].requirements, id);

/** NIST SP 800-53 requirements, and FedRAMP Moderate for those in its baseline, so that the two never disagree. */
export const nist = (...ids: readonly RequirementId<'nist-800-53-r5'>[]): Requirements => {
  const moderate = ids.filter(isModerate);
  return { 'nist-800-53-r5': ids, ...(moderate.length > 0 && { 'fedramp-moderate-r5': moderate }) };
};

/** What requirements say in these frameworks alone: the others have none that a control answers. */
export const inFrameworks = (requirements: Requirements, ...ids: readonly FrameworkId[]): Requirements =>
  Object.fromEntries(Object.entries(requirements).filter(([id]) => (ids as readonly string[]).includes(id)));
