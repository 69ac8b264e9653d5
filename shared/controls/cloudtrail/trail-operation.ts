import { settingUp } from '../../control-families/set-up.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { auditLogging, loggingFailure, withRequirements } from '../../frameworks/profiles.ts';
import { cloudtrailTrail } from '../../resources/cloudtrail/trail.ts';

export default defineControl({
  id: 'cloudtrail/trail-operation',
  title: 'Trails that there are record',
  severity: 'medium',
  appliesTo: cloudtrailTrail,
  reads: ['logging'],
  rationale:
    'A trail that is off records nothing and looks as if nothing had happened. Where no other one records, EventBridge gets no calls either, and nobody who listens there hears of any.',
  remediation: {
    summary: 'Start the trail, or delete it where another one records the same.',
    command: ({ name, region }) => shell`aws cloudtrail start-logging --region ${region} --name ${name}`,
    warning: 'A second trail of the same management events costs.',
  },
  requirements: withRequirements(auditLogging, loggingFailure, { 'aws-fsbp': ['CloudTrail.1'], 'cis-aws-v6': ['5.5'] }),
  evaluate: ({ logging }, context) => {
    if (logging) return pass;
    // A trail is made stopped, and started by a call of its own.
    return settingUp('The trail', context) ?? fail(`The trail ${context.resource.name} is off`);
  },
});
