import {
  activitiesOf,
  envelopeOf,
  excessOf,
  levelsOf,
  levelText,
  type ExcessInput,
} from '../../shared/iam/personas/index.ts';

export const now = Date.parse('2026-11-23T00:00:00Z');
export const account = '111122223333';

/** A policy of statements that allow, on everything, where they do not say otherwise. */
export const policy = (...statements: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      Effect: 'Allow',
      ...(!('NotResource' in statement) && { Resource: '*' }),
      ...statement,
    })),
  });

/** A policy of one statement. */
export const allow = (Action: string | string[], Resource: string | string[] = '*', more: object = {}) =>
  policy({ Action, Resource, ...more });

/** A condition of one test. */
export const when = (operator: string, key: string, value: string | string[]) => ({
  Condition: { [operator]: { [key]: value } },
});

export type Documents = Omit<ExcessInput, 'now' | 'account'>;

/** The excess over a persona, a line a level. */
export const excessLines = (
  documents: Documents | string,
  ids: readonly string[] = activitiesOf('data-scientist', []),
): unknown => {
  const input = typeof documents === 'string' ? { policy: documents } : documents;
  const found = excessOf({ ...input, account, now }, envelopeOf(ids));
  return 'reason' in found ? found : levelsOf(found.grants).map((level) => levelText(level, 4));
};
