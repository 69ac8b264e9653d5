import { policyVerdict } from '../../control-families/policy-verdict.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { notApplicable } from '../../core/verdict.ts';
import { externalAccess } from '../../frameworks/profiles.ts';
import { namesSource } from '../../iam/narrows.ts';
import { readPolicy, type Statement } from '../../iam/policy-document.ts';
import { iamRole } from '../../resources/iam/role.ts';

const trustsSageMaker = ({ effect, principals }: Statement): boolean =>
  effect === 'Allow' &&
  (principals?.service ?? []).some((service) => /^sagemaker\.amazonaws\.com(\.cn)?$/i.test(service));

export default defineControl({
  id: 'iam/role-trust-sagemaker-source',
  title: 'Roles that SageMaker may assume say for which account',
  severity: 'medium',
  appliesTo: iamRole,
  reads: ['trust', 'serviceLinked'],
  rationale:
    'Without aws:SourceAccount or aws:SourceArn, SageMaker may be made to use the role for a resource of another account (the confused deputy).',
  remediation: {
    summary: 'Add a condition on aws:SourceAccount, or on aws:SourceArn with your account in it, to the statement.',
    command: ({ name }) =>
      shell`aws iam update-assume-role-policy --role-name ${name} --policy-document file://trust.json`,
    warning: 'A condition that names another account stops every notebook, job and endpoint with this role.',
  },
  requirements: externalAccess,
  aliases: ['iam-trust-sagemaker-no-source-condition'],
  evaluate: ({ trust, serviceLinked }) => {
    if (serviceLinked) return notApplicable('AWS made the role and keeps its trust policy');
    const policy = readPolicy(trust);
    if ('statements' in policy && !policy.statements.some(trustsSageMaker)) {
      return notApplicable('The role does not trust SageMaker');
    }
    return policyVerdict(trust, (statement) =>
      trustsSageMaker(statement) && !statement.conditions.some(namesSource)
        ? 'lets SageMaker assume the role with no condition that names the account (aws:SourceAccount or aws:SourceArn)'
        : undefined,
    );
  },
});
