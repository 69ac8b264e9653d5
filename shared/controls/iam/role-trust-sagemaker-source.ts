import { findingsOf, proofOf, statementLabel } from '../../control-families/policy-analysis.ts';
import { trustPolicy } from '../../control-families/trust-policy.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { externalAccess } from '../../frameworks/profiles.ts';

const isSageMaker = (service: string): boolean => /^sagemaker\.amazonaws\.com(\.cn)?$/.test(service);

export default trustPolicy({
  id: 'iam/role-trust-sagemaker-source',
  title: 'Roles that SageMaker may assume say for which account',
  severity: 'medium',
  rationale:
    'Without aws:SourceAccount or aws:SourceArn, SageMaker may be made to use the role for a resource of another account (the confused deputy).',
  summary: 'Add a condition on aws:SourceAccount, or on aws:SourceArn with your account in it, to the statement.',
  warning: 'A condition that names another account stops every notebook, job and endpoint with this role.',
  asked: 'confusedDeputy',
  requirements: externalAccess,
  aliases: ['iam-trust-sagemaker-no-source-condition'],
  judge: ({ analysis }) => {
    if (!analysis.servicePrincipals?.some(isSageMaker)) return notApplicable('The role does not trust SageMaker');
    const finding = findingsOf(analysis, 'confusedDeputy').find(([service]) => isSageMaker(service))?.[1];
    if (!finding) return pass;
    return fail(
      `${statementLabel(finding)} lets SageMaker assume the role with no condition that names the account (aws:SourceAccount or aws:SourceArn)`,
      { details: [proofOf(finding) ?? finding.message] },
    );
  },
});
