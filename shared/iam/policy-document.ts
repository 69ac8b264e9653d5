import { parsedText } from './json-text.ts';

/**
 * The text that a state keeps of a policy: the same for every form of one document. A text that cannot be read stays as it
 * is, so that its controls say why; null: there is none.
 */
export const policyText = (value: unknown): string | null => {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') return JSON.stringify(value);
  const parsed = parsedText(value);
  return 'reason' in parsed ? value : JSON.stringify(parsed.value);
};
