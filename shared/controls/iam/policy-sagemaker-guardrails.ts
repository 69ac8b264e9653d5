import { few } from '../../control-families/few.ts';
import { permissionsPolicy, undecided } from '../../control-families/permissions-policy.ts';
import { grantedCallsOf, proofOf, statementLabel } from '../../control-families/policy-analysis.ts';
import { guardedCalls } from '../../control-families/sagemaker-guardrails.ts';
import { fail, pass } from '../../core/verdict.ts';

const asked = guardedCalls.flatMap(({ unguarded }) => unguarded);

export default permissionsPolicy({
  id: 'iam/policy-sagemaker-guardrails',
  title: 'Policies that let SageMaker resources be made hold them to network or encryption settings',
  severity: 'low',
  rationale:
    "SageMaker's condition keys refuse a job outside the VPC, or a notebook with internet access, before it runs; without them it is found only afterwards.",
  summary:
    'Add conditions on the keys named in the details, or deny what lacks them. A service control policy does the same for every policy of the organization at once: `sagewatch guardrails` writes it; then waive this control.',
  warning: 'Calls that do not name what the condition asks for will be refused.',
  requirements: {},
  aliases: ['iam-policy-sagemaker-guardrail-missing'],
  judge: ({ input, at }) => {
    const granted = grantedCallsOf(input, at, asked);
    if ('reason' in granted) return undecided(granted.reason);
    const findingFor = new Map(asked.map((call, index) => [call, granted[index]]));
    const open = guardedCalls.flatMap(({ action, keys, unguarded }) => {
      const findings = unguarded.map((call) => findingFor.get(call));
      const [first] = findings;
      return first && !findings.includes(undefined) ? [{ action, keys, finding: first }] : [];
    });
    const [first] = open;
    if (!first) return pass;
    const label = statementLabel(first.finding);
    const beside = open.filter(({ finding }) => statementLabel(finding) !== label).length;
    const actions = open.filter(({ finding }) => statementLabel(finding) === label).map(({ action }) => action);
    return fail(
      `${label} allows ${few(actions, 3)} with no condition that holds ${actions.length === 1 ? 'it' : 'them'} to a network or an encryption${beside > 0 ? `, and ${beside} more calls are allowed likewise` : ''}`,
      {
        details: open.map(
          ({ action, keys, finding }) => `${action}: none on ${keys.join(', ')}, so that ${proofOf(finding) ?? ''}`,
        ),
      },
    );
  },
});
