import { fail, pass, unknown, type Reach, type Verdict } from '../core/verdict.ts';
import { labelOf, readPolicy, type Policy, type Statement } from '../iam/policy-document.ts';

/** What is wrong with a statement, said after its name: "allows …"; `undecided`: what one would have to know. */
export type Complaint = string | { undecided: string } | undefined;

const sentence = (statement: Statement, complaint: string): string => {
  const text = `${labelOf(statement)} ${complaint}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/**
 * The verdict on a policy by what is wrong with its statements. A policy that cannot be read is not known, never passed;
 * so is one whose only doubtful statement could not be decided.
 */
export const policyVerdict = (
  document: unknown,
  complaintOf: (statement: Statement, policy: Policy) => Complaint,
  reach?: (statement: Statement) => Reach | undefined,
): Verdict => {
  const policy = readPolicy(document);
  if ('unreadable' in policy) return unknown(`the policy document: ${policy.unreadable}`);
  const found = policy.statements.map((statement) => ({ statement, complaint: complaintOf(statement, policy) }));
  const wrong = found.flatMap(({ statement, complaint }) =>
    typeof complaint === 'string' ? [{ statement, text: sentence(statement, complaint) }] : [],
  );
  const [first, ...others] = wrong;
  if (first) {
    const reaches = wrong.map(({ statement }) => reach?.(statement));
    return fail(others.length > 0 ? `${first.text}, and ${others.length} more like it` : first.text, {
      details: wrong.map(({ text }) => text),
      reach: reaches.find((each) => each !== undefined),
    });
  }
  const doubts = found.flatMap(({ statement, complaint }) =>
    typeof complaint === 'object' ? [`${labelOf(statement)}: ${complaint.undecided}`] : [],
  );
  return doubts.length > 0 ? unknown(...doubts) : pass;
};
