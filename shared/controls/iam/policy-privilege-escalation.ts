import { isAdministratorDocument } from '../../control-families/administrator-rights.ts';
import { followsOwner, partOfKeptRole } from '../../control-families/landing-zone.ts';
import { analysisOf, findingsOf, proofOf, withStatements } from '../../control-families/policy-analysis.ts';
import { defineControl } from '../../core/control.ts';
import type { ResourceRef } from '../../core/resource-ref.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { leastPrivilege, privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';
import { escalationPaths } from '../../iam/escalation-paths/index.ts';
import { readPolicy } from '../../iam/policy-document.ts';
import { isFullAdministrator, narrowingKeys } from '../../iam/wide-grants.ts';
import { inlinePolicy } from '../../resources/iam/inline-policy.ts';
import { managedPolicy } from '../../resources/iam/managed-policy.ts';

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

const isAdministrator = (document: string): boolean => {
  const policy = readPolicy(document);
  return (
    'statements' in policy &&
    policy.statements.some(
      (statement) =>
        statement.effect === 'Allow' && isFullAdministrator(statement, policy) && narrowingKeys(statement).length === 0,
    )
  );
};

export default defineControl({
  id: 'iam/policy-privilege-escalation',
  title: 'Policies leave no way to more rights than they give',
  severity: 'high',
  appliesTo: [inlinePolicy, managedPolicy],
  reads: ['document'],
  follows: followsOwner,
  rationale:
    'Whoever can start a job or notebook under any role, or change policies, has the rights of the strongest role there is.',
  remediation: {
    summary:
      'Name the roles that may be passed, the policies that may be attached and whose keys and policies may be changed, or ask for a permissions boundary.',
    command: ({ type, arn, name }) => {
      if (type === managedPolicy.name) {
        return shell`aws iam create-policy-version --policy-arn ${arn} --policy-document file://policy.json --set-as-default`;
      }
      const [owner = '', policy = ''] = name.split('/inline/');
      const kind = /:(role|user|group)\//.exec(arn)?.[1] ?? 'role';
      return shell`aws iam ${`put-${kind}-policy`} ${`--${kind}-name`} ${owner} --policy-name ${policy} --policy-document file://policy.json`;
    },
    warning: 'Deployments that pass roles or change policies which the new one does not name will fail.',
  },
  requirements: withRequirements(leastPrivilege, privilegedAccess),
  aliases: ['iam-privesc-sagemaker', 'iam-privesc-general'],
  evaluate: ({ document }, context) => {
    const { at, resource } = context;
    if (document === undefined) return unknown('the policy document');
    const kept = partOfKeptRole(context, () => isAdministratorDocument(document, context));
    if (kept) return kept;
    const input = { kind: 'identity' as const, account: resource.account };
    const whole = analysisOf({ ...input, policy: document }, at);
    if (whole.indeterminate !== null) return unknown(`the policy document: ${whole.indeterminate}`);
    if (whole.adminAccess || isAdministrator(document)) {
      return notApplicable('It gives everything already, which iam/policy-full-administrator judges');
    }
    const left = analysisOf({ ...input, policy: withStatements(document, ...harmless(resource)) }, at);
    if (left.indeterminate !== null) return unknown(`the policy document: ${left.indeterminate}`);
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
        [`${path.id}: ${path.title}`, proofOf(finding)].filter((part) => part !== undefined).join(': '),
      ),
    });
  },
});
