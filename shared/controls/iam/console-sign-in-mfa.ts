import { defineActivityControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { multiFactorAuthentication, withRequirements } from '../../frameworks/profiles.ts';
import { iamUser } from '../../resources/iam/user.ts';

export default defineActivityControl({
  id: 'iam/console-sign-in-mfa',
  title: 'Users sign in to the console with MFA',
  severity: 'medium',
  appliesTo: iamUser,
  watches: ['ConsoleLogin'],
  reads: ['outcome', 'mfaUsed'],
  rationale: 'Without a second factor, a password that leaked is enough to sign in.',
  remediation: {
    summary: 'Have the user register an MFA device, and deny what they may do without one.',
    command: ({ name, arn }) =>
      arn.endsWith(':root') ? 'aws iam get-account-summary' : shell`aws iam list-mfa-devices --user-name ${name}`,
  },
  requirements: withRequirements(multiFactorAuthentication, {
    'aws-fsbp': ['IAM.5'],
    'cis-aws-v6': ['2.9', '5.2'],
  }),
  aliases: ['iam-console-login-no-mfa'],
  evaluate: ({ call: { address }, facts: { outcome, mfaUsed } }, { resource }) => {
    if (outcome?.toLowerCase() !== 'success') return notApplicable('The sign-in failed');
    if (mfaUsed) return pass;
    const root = resource.arn.endsWith(':root');
    return fail(
      `${root ? 'The root user' : `The user ${resource.name}`} signed in without MFA${address ? ` from ${address}` : ''}`,
      root ? { reach: 'administrator' } : {},
    );
  },
});
