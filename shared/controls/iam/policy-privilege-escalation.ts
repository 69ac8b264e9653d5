import { permissionsPolicy, undecided } from '../../control-families/permissions-policy.ts';
import {
  analysisOf,
  findingsOf,
  proofOf,
  statementLabel,
  withStatements,
} from '../../control-families/policy-analysis.ts';
import type { ResourceRef } from '../../core/resource-ref.ts';
import { fail, pass } from '../../core/verdict.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';
import { escalationPaths } from '../../iam/escalation-paths/index.ts';

/**
 * What a document that lists it does not prove to be more rights: passing roles it names (who may start jobs has to pass
 * one), attaching policies it names, what a permissions boundary limits, where it has to be given, and changing roles that
 * IAM lets none but AWS change.
 */
const harmless = ({ arn, account }: ResourceRef): readonly object[] => {
  const partition = arn.split(':')[1] ?? 'aws';
  const attaching = ['iam:AttachRolePolicy', 'iam:AttachUserPolicy', 'iam:AttachGroupPolicy'];
  return [
    { Effect: 'Deny', Action: 'iam:PassRole', NotResource: `arn:${partition}:iam::${account}:role/any-role-zq` },
    {
      Effect: 'Deny',
      Action: attaching,
      Resource: '*',
      Condition: { ArnNotEquals: { 'iam:PolicyARN': `arn:${partition}:iam::aws:policy/AdministratorAccess` } },
    },
    {
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: ['aws-service-role', 'aws-reserved'].map((path) => `arn:${partition}:iam::*:role/${path}/*`),
    },
    { Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: { Null: { 'iam:PermissionsBoundary': 'false' } } },
  ];
};

const proven = new Map(escalationPaths.filter(({ tier }) => tier === 'A').map((path) => [path.id, path]));

const mostNamed = 3;

export default permissionsPolicy({
  id: 'iam/policy-privilege-escalation',
  title: 'Policies leave no way to more rights than they give',
  severity: 'high',
  rationale:
    'Whoever can start a job or notebook under any role, or change policies, has the rights of the strongest role there is.',
  summary:
    'Name the roles that may be passed, the policies that may be attached and whose keys and policies may be changed, or ask for a permissions boundary.',
  warning: 'Deployments that pass roles or change policies which the new one does not name will fail.',
  requirements: withRequirements(leastPrivilege, privilegedAccess),
  aliases: ['iam-privesc-sagemaker', 'iam-privesc-general'],
  judge: ({ input, at, resource }) => {
    const left = analysisOf({ ...input, policy: withStatements(input.policy, ...harmless(resource)) }, at);
    if (left.indeterminate !== null) return undecided(left.indeterminate);
    const open = findingsOf(left, 'privilegeEscalation').flatMap(([id, finding]) => {
      const path = proven.get(id);
      return path ? [{ path, finding }] : [];
    });
    if (open.length === 0) return pass;
    const named = open
      .slice(0, mostNamed)
      .map(({ path: { id, required } }) => `${id} (${required.map(({ action }) => action).join(', ')})`);
    const more = open.length > mostNamed ? ` and ${open.length - mostNamed} more` : '';
    return fail(`By this document alone, whoever has the policy can gain more rights: ${named.join(', ')}${more}`, {
      details: open.map(({ path, finding }) =>
        [`${path.id}: ${path.title}`, statementLabel(finding), proofOf(finding)]
          .filter((part) => part !== undefined)
          .join(': '),
      ),
    });
  },
});
