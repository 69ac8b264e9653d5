import { policyVerdict } from '../../control-families/policy-verdict.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { notApplicable } from '../../core/verdict.ts';
import { externalAccess, publicAccess, withRequirements } from '../../frameworks/profiles.ts';
import { grantsAction } from '../../iam/policy-document.ts';
import { publicStatements } from '../../iam/public-statements.ts';
import { openProvider } from '../../iam/shared-issuers.ts';
import { iamRole } from '../../resources/iam/role.ts';

const assuming = ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

export default defineControl({
  id: 'iam/role-trust-principal',
  title: 'Trust policies of roles name who may assume them',
  severity: 'critical',
  appliesTo: iamRole,
  reads: ['trust', 'serviceLinked'],
  rationale: 'A role that anybody may assume gives its permissions to every AWS account in the world.',
  remediation: {
    summary: 'Name the accounts, roles or services in Principal, or the organization in a condition.',
    command: ({ name }) =>
      shell`aws iam update-assume-role-policy --role-name ${name} --policy-document file://trust.json`,
    warning: 'Whoever assumes the role today and is not named in the new policy is locked out.',
  },
  requirements: withRequirements(publicAccess, externalAccess),
  aliases: ['iam-trust-wildcard-principal'],
  evaluate: ({ trust, serviceLinked }) => {
    if (serviceLinked) return notApplicable('AWS made the role and keeps its trust policy');
    return policyVerdict(
      trust,
      (statement, policy) => {
        if (statement.effect !== 'Allow' || !assuming.some((action) => grantsAction(statement, action))) return;
        if (publicStatements(policy).includes(statement)) {
          return statement.notPrincipals
            ? 'lets everybody but those in NotPrincipal assume the role'
            : 'lets anybody with an AWS account assume the role';
        }
        const provider = openProvider(statement);
        return provider && `lets anybody with a token of ${provider} assume the role: no condition says whose`;
      },
      () => 'public',
    );
  },
});
