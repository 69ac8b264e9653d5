import { fail, pass } from '../core/verdict.ts';
import type { CallAsked, PolicyFinding } from '../iam/index.ts';
import { permissionsPolicy, undecided } from './permissions-policy.ts';
import { grantedCallsOf, proofOf, statementLabel } from './policy-analysis.ts';

type Declared = Omit<Parameters<typeof permissionsPolicy>[0], 'judge'> & {
  calls: readonly CallAsked[];
  /** Said after the calls that a statement allows: "on every trail". */
  onWhat: string;
};

/** Controls that ask one thing: does a permissions policy allow certain calls on whatever there is of a kind? */
export const callsOnAnything = ({ calls, onWhat, ...declared }: Declared) =>
  permissionsPolicy({
    ...declared,
    judge: ({ input, at }) => {
      const granted = grantedCallsOf(input, at, calls);
      if ('reason' in granted) return undecided(granted.reason);
      const byStatement = new Map<string, Map<string, PolicyFinding>>();
      calls.forEach(({ action }, index) => {
        const finding = granted[index];
        if (!finding) return;
        const label = statementLabel(finding);
        const actions = byStatement.get(label) ?? new Map<string, PolicyFinding>();
        if (!actions.has(action)) actions.set(action, finding);
        byStatement.set(label, actions);
      });
      const [first, ...others] = [...byStatement].map(
        ([label, actions]) => `${label} allows ${[...actions.keys()].join(', ')} ${onWhat}`,
      );
      if (first === undefined) return pass;
      return fail(others.length > 0 ? `${first}, and ${others.length} more like it` : first, {
        details: [...byStatement].flatMap(([label, actions]) =>
          [...actions.values()].map((finding) => `${label}: ${proofOf(finding) ?? finding.message}`),
        ),
      });
    },
  });
