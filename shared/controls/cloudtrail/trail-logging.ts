import { defineActivityControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { auditLogging, loggingFailure, withRequirements } from '../../frameworks/profiles.ts';
import { cloudtrailTrail } from '../../resources/cloudtrail/trail.ts';

export default defineActivityControl({
  id: 'cloudtrail/trail-logging',
  title: 'Nobody stops or deletes a trail that records',
  severity: 'high',
  appliesTo: cloudtrailTrail,
  watches: ['StopLogging', 'DeleteTrail'],
  reads: [],
  rationale: 'What happens after a trail was stopped is not on record: it is among the first things an intruder does.',
  remediation: {
    summary: 'Start the trail again, or make it anew, and find out what happened in between from the event history.',
    command: ({ arn, name, region }) =>
      arn.includes(':trail/')
        ? shell`aws cloudtrail start-logging --region ${region} --name ${name}`
        : shell`aws cloudtrail describe-trails --region ${region}`,
    warning: 'The event history of CloudTrail keeps management events for 90 days only.',
  },
  requirements: withRequirements(auditLogging, loggingFailure, { 'aws-fsbp': ['CloudTrail.1'], 'cis-aws-v6': ['5.5'] }),
  aliases: ['cloudtrail-logging-stopped'],
  evaluate: ({ call, before }, { resource }) => {
    // It recorded nothing already.
    if (before?.logging === false) return pass;
    return fail(`The trail ${resource.name} was ${call.name === 'DeleteTrail' ? 'deleted' : 'stopped'}`);
  },
});
