import { completeMap, type KnownMap } from '../../core/known-map.ts';
import { isMembers, textOf, within } from '../../core/trail-record.ts';
import { parsedText } from '../../iam/index.ts';
import { policyText } from '../../iam/policy-document.ts';

/** A statement by what it says, with its Sid; the pointer of a Sid, `#Sid`, names the statement that now has it. */
export const permission = (statement: unknown): Record<string, string> => {
  const text = JSON.stringify(statement);
  const sid = textOf(within(statement, 'Sid'));
  return sid === undefined ? { [text]: '' } : { [text]: sid, [`#${sid}`]: text };
};

/** The statement of a Sid taken away. */
export const noPermission = (sid: string): Record<string, null> => ({ [`#${sid}`]: null });

/** All statements of a policy. One that cannot be read stands there as it is, so that nobody takes its statements for known. */
export const permissionsIn = (policy: unknown): KnownMap => {
  const text = policyText(policy);
  if (text === null) return completeMap({});
  const parsed = parsedText(text);
  const statements = 'value' in parsed && isMembers(parsed.value) ? parsed.value['Statement'] : undefined;
  return completeMap(Object.assign({}, ...[statements ?? text].flat().map(permission)) as Record<string, string>);
};

const policyOf = (statements: readonly string[]): string | null =>
  statements.length === 0 ? null : `{"Version":"2012-10-17","Statement":[${statements.join(',')}]}`;

/** The policy as far as it is known, and the statements that were in it before; null: there are none. */
export const policiesOf = ({ entries }: KnownMap): { policy: string | null; formerPolicy: string | null } => {
  const statements = Object.entries(entries).filter(([key]) => !key.startsWith('#'));
  const isThere = ([text, sid]: [string, string | null]): boolean => {
    const pointer = sid ? entries[`#${sid}`] : undefined;
    return sid !== null && (pointer === undefined || pointer === text);
  };
  return {
    policy: policyOf(statements.filter(isThere).map(([text]) => text)),
    formerPolicy: policyOf(statements.filter((statement) => !isThere(statement)).map(([text]) => text)),
  };
};
