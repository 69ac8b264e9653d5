import { defineActivityControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';
import { privilegedAccess, withRequirements } from '../../frameworks/profiles.ts';
import { rootUser } from '../../resources/account/root-user.ts';

export default defineActivityControl({
  id: 'iam/root-user-activity',
  title: 'Nobody works as the root user',
  severity: 'high',
  appliesTo: rootUser,
  watches: ['*'],
  watchesFailures: true,
  reads: [],
  rationale:
    'No policy of the account limits the root user, and nobody can say which person it was. Few tasks need it, and those are rare and planned.',
  remediation: {
    summary: 'Ask who signed in as root and why. If nobody did, change its password, its MFA and its keys at once.',
    command: () => 'aws iam get-account-summary',
  },
  requirements: withRequirements(privilegedAccess, { 'cis-aws-v6': ['2.6', '5.3'] }),
  aliases: ['iam-root-usage'],
  evaluate: ({ call: { actor, source, name, address, errorCode } }) => {
    if (actor.type !== 'Root' || actor.invokedBy) return pass;
    const did =
      name === 'ConsoleLogin'
        ? 'signed in to the console'
        : `called ${source.replace(/\.amazonaws\.com$/, '')}:${name}`;
    return fail(
      `The root user ${did}${address ? ` from ${address}` : ''}${errorCode ? `, which failed (${errorCode})` : ''}`,
      { reach: 'administrator' },
    );
  },
});
