import { actorName } from '../../core/actor-name.ts';
import { defineActivityControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { accountManagement, credentialManagement, withRequirements } from '../../frameworks/profiles.ts';
import { iamUser } from '../../resources/iam/user.ts';

export default defineActivityControl({
  id: 'iam/user-access-key-creation',
  title: 'Nobody makes an access key for another user, or for the root user',
  severity: 'medium',
  appliesTo: iamUser,
  watches: ['CreateAccessKey'],
  reads: ['own'],
  rationale:
    "A key made for somebody else outlives the session of whoever made it: it is a common way to stay in. The root user's key opens everything and can be limited by nothing.",
  remediation: {
    summary:
      'Ask who needed the key. If nobody did, delete it; otherwise use a role with temporary credentials instead.',
    command: ({ name, arn }) =>
      arn.endsWith(':root') ? 'aws iam list-access-keys' : shell`aws iam list-access-keys --user-name ${name}`,
  },
  requirements: withRequirements(credentialManagement, accountManagement, { 'cis-aws-v6': ['2.10'] }),
  aliases: ['iam-user-access-key-created'],
  evaluate: ({ call, facts: { own } }, { resource }) => {
    if (resource.arn.endsWith(':root')) {
      return fail('An access key was made for the root user', { reach: 'administrator' });
    }
    return own ? pass : fail(`${actorName(call.actor)} made an access key for the user ${resource.name}`);
  },
});
