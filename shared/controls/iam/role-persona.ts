import {
  documentOf,
  identityInput,
  policiesOf,
  withoutTexts,
  type IdentityPolicies,
} from '../../control-families/identity.ts';
import { proofOf, statementLabel } from '../../control-families/policy-analysis.ts';
import { editedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { arnWithPath, personaExcess, personaOf } from '../../control-families/role-persona.ts';
import { defineControl } from '../../core/control.ts';
import { presentEntries } from '../../core/known-map.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { leastPrivilege } from '../../frameworks/profiles.ts';
import { levelsOf, levelText, personaInWords, type ExcessGrant } from '../../iam/personas/index.ts';
import { permissionSetIn } from '../../resources/iam/provisioned-role.ts';
import { iamRole } from '../../resources/iam/role.ts';

/** Actions that are named of a level, in the message and in a detail. */
const mostInMessage = 3;
const mostInDetail = 8;
const mostDetails = 20;

const detailOf = (grant: ExcessGrant, policies: IdentityPolicies): string => {
  const [level] = levelsOf([grant]);
  const proof = proofOf(grant);
  const policy = documentOf(grant, policies);
  return [
    `${statementLabel(grant)}${policy === undefined ? '' : ` of ${policy}`}: ${level ? levelText(level, mostInDetail) : ''}`,
    ...(proof === undefined ? [] : [proof]),
  ].join('; ');
};

const detailsOf = (grants: readonly ExcessGrant[], policies: IdentityPolicies): readonly string[] => [
  ...grants.slice(0, mostDetails).map((grant) => detailOf(grant, policies)),
  ...(grants.length > mostDetails ? [`and ${grants.length - mostDetails} more like it`] : []),
  ...(policies.missing.length > 0 ? [`Not known, and not weighed: ${policies.missing.join(', ')}`] : []),
];

export default defineControl({
  id: 'iam/role-persona',
  title: 'Roles grant no more than the work of their persona takes',
  severity: 'medium',
  appliesTo: iamRole,
  reads: [],
  mayRead: ['serviceLinked', 'path', 'tags', 'inlinePolicies', 'attachedPolicies', 'boundary'],
  follows: { attached: [], boundary: [] },
  rationale:
    'What a role may do beyond the work it is for is of use to nobody but whoever takes over a session, a notebook or a job of it.',
  evidence: withoutTexts,
  remediation: {
    summary:
      'Narrow the statements that the details name to the actions and resources of the persona, or detach the policy they are in; or say in sagewatch.yml which further activities the role is for.',
    command: (resource, { inlinePolicies, attachedPolicies }) => {
      const { name } = resource;
      if (permissionSetIn(name) !== undefined) {
        return 'aws sso-admin put-inline-policy-to-permission-set --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --inline-policy file://policy.json';
      }
      const [, inline] = presentEntries(inlinePolicies)[0] ?? [];
      const [, attached] = presentEntries(attachedPolicies)[0] ?? [];
      return !inline && attached !== undefined
        ? shell`aws iam detach-role-policy --role-name ${name} --policy-arn ${attached}`
        : editedPolicy(
            policyHomes.inlinePolicy({ ...resource, name: `${name}/inline/${inline?.name ?? 'POLICY_NAME'}` }),
          );
    },
    warning: 'What the role does today beyond its persona stops working.',
  },
  requirements: leastPrivilege,
  evaluate: (state, { at, resource, related, configuration }) => {
    if (configuration.personas.length === 0) return notApplicable('The configuration maps no role to a persona');
    // What a permission set gives is its customer's choice, and who works under it has a persona like others.
    if (state.serviceLinked && permissionSetIn(resource.name) === undefined) {
      return notApplicable('AWS keeps the policies of a service-linked role');
    }
    const mapped = personaOf({ resource, path: state.path, tags: state.tags }, configuration);
    if (mapped === undefined) return notApplicable('The configuration maps this role to no persona');
    if ('missing' in mapped) return unknown(mapped.missing);
    const policies = policiesOf({ state, related, resource });
    // A boundary that is not known may take back whatever else is granted.
    if (policies.boundary === undefined) return unknown(...policies.missing);
    const input = identityInput(policies, resource);
    const principal = arnWithPath({ resource, path: state.path });
    const excess = input ? personaExcess({ ...input, principal }, mapped, at) : { grants: [] };
    if ('reason' in excess) return unknown(`the policies: ${excess.reason}`, ...policies.missing);
    if (excess.grants.length === 0) return policies.missing.length > 0 ? unknown(...policies.missing) : pass;
    const levels = levelsOf(excess.grants);
    const permissions = levels.some(({ level }) => level === 'Permissions management');
    return fail(
      `The role ${resource.name} may do more than ${personaInWords(mapped.persona)}: ${levels.map((level) => levelText(level, mostInMessage)).join(', ')}`,
      {
        details: detailsOf(excess.grants, policies),
        graver: permissions ? 'what goes beyond the persona includes permissions management' : undefined,
      },
    );
  },
});
