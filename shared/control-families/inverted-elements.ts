import { fail, pass, type Verdict } from '../core/verdict.ts';
import { few } from './few.ts';
import { statementName, statementsIn } from './policy-analysis.ts';

/** The texts of a member: one, a list, or the lists of each kind of principal. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [String(value)];

const names = (value: unknown): string => few(textsIn(value));

const leavesOut = ({ NotAction, NotResource, NotPrincipal }: Readonly<Record<string, unknown>>): string | undefined => {
  const elements = [
    ...(NotAction === undefined ? [] : [`every action but ${names(NotAction)} (NotAction)`]),
    ...(NotResource === undefined ? [] : [`every resource but ${names(NotResource)} (NotResource)`]),
    ...(NotPrincipal === undefined ? [] : [`everybody but ${names(NotPrincipal)} (NotPrincipal)`]),
  ];
  return elements.length > 0 ? `allows ${elements.join(', ')}` : undefined;
};

/**
 * Whether an Allow says what it leaves out: NotAction, NotResource, NotPrincipal. It is the form that is judged: no condition
 * and no Deny changes it. For a text that an analysis could read.
 */
export const invertedElements = (text: string): Verdict => {
  const wrong = statementsIn(text).flatMap((statement, index) => {
    const says = statement['Effect'] === 'Allow' ? leavesOut(statement) : undefined;
    return says === undefined ? [] : [`${statementName(statement['Sid'], index + 1)} ${says}`];
  });
  const [first, ...others] = wrong;
  if (first === undefined) return pass;
  return fail(others.length > 0 ? `${first}, and ${others.length} more like it` : first, { details: wrong });
};
