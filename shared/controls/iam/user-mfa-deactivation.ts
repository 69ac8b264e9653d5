import { defineActivityControl } from '../../core/control.ts';
import { presentEntries } from '../../core/known-map.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { multiFactorAuthentication, withRequirements } from '../../frameworks/profiles.ts';
import { iamUser } from '../../resources/iam/user.ts';

export default defineActivityControl({
  id: 'iam/user-mfa-deactivation',
  title: 'Nobody takes the last MFA device from a user',
  severity: 'high',
  appliesTo: iamUser,
  // A virtual device has to be deactivated before IAM deletes it, so the deletion says nothing more.
  watches: ['DeactivateMFADevice'],
  reads: ['serialNumber'],
  rationale: 'Without a second factor, a password that leaked is enough to sign in.',
  remediation: {
    summary: 'Ask who asked for it, and have the user register a new device.',
    command: ({ name, arn }) =>
      arn.endsWith(':root') ? 'aws iam get-account-summary' : shell`aws iam list-mfa-devices --user-name ${name}`,
  },
  requirements: withRequirements(multiFactorAuthentication, { 'aws-fsbp': ['IAM.5'], 'cis-aws-v6': ['2.9'] }),
  aliases: ['iam-mfa-disabled'],
  evaluate: ({ facts: { serialNumber }, after }, { resource }) => {
    if (presentEntries(after.mfaDevices).length > 0) return pass;
    const root = resource.arn.endsWith(':root');
    return fail(
      `The MFA device ${serialNumber} of the ${root ? 'root user' : `user ${resource.name}`} was deactivated, and no other is known`,
      root ? { reach: 'administrator' } : {},
    );
  },
});
