import { makesAdministrator } from '../../control-families/administrator.ts';
import { followsOwner, partOfKeptRole } from '../../control-families/landing-zone.ts';
import { permissionsInput } from '../../control-families/policy-analysis.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { inlinePolicy } from '../../resources/iam/inline-policy.ts';
import { permissionSetIn } from '../../resources/iam/provisioned-role.ts';

/** IAM Identity Center writes the policies of its permission sets into roles that nobody else can change. */
const isIdentityCenters = (owner: string): boolean =>
  owner.startsWith('role/') && permissionSetIn(owner.slice('role/'.length)) !== undefined;

export default defineControl({
  id: 'iam/inline-policy',
  title: 'Roles and groups have managed policies, not inline ones',
  severity: 'low',
  appliesTo: inlinePolicy,
  reads: ['owner'],
  mayRead: ['document'],
  follows: followsOwner,
  rationale:
    'An inline policy is in no list of policies, has no earlier version to go back to, and is written anew for every role. It matters on groups and on roles that people assume; a role that a stack made together with its policy, and takes away with it, loses little: waive those.',
  remediation: {
    summary: 'Make a managed policy of it, attach that, then delete the inline one.',
    command: ({ arn, name }) => {
      const [owner = '', policy = ''] = name.split('/inline/');
      const kind = /:(role|group)\//.exec(arn)?.[1] ?? 'role';
      return shell`aws iam ${`get-${kind}-policy`} ${`--${kind}-name`} ${owner} --policy-name ${policy}`;
    },
    warning: 'Attach the managed policy first: without either, whoever works with it is locked out.',
  },
  requirements: {},
  aliases: ['iam-inline-policy'],
  evaluate: ({ owner, document }, context) => {
    const { resource, at } = context;
    if (owner.startsWith('user/')) return notApplicable('It is of a user, which iam/user-direct-policy judges');
    if (isIdentityCenters(owner)) return pass;
    const administers = () => document !== undefined && makesAdministrator(permissionsInput(document, resource), at);
    const kept = partOfKeptRole(context, administers);
    if (kept) return kept;
    return fail(`The ${owner.replace('/', ' ')} has the inline policy ${resource.name.split('/inline/')[1] ?? ''}`);
  },
});
