import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { auditLogging, withRequirements } from '../../frameworks/profiles.ts';
import { gapsOf } from '../../resources/cloudtrail/selector-gaps.ts';
import { cloudtrailTrail } from '../../resources/cloudtrail/trail.ts';

export default defineControl({
  id: 'cloudtrail/trail-event-selectors',
  title: 'Trails record all management events',
  severity: 'medium',
  appliesTo: cloudtrailTrail,
  reads: ['eventSelectors', 'advancedEventSelectors'],
  rationale:
    'A trail that goes on without management events looks alive and records nothing of what changes the account.',
  remediation: {
    summary: 'Let the trail record reads and writes of all services.',
    command: ({ name, region }) =>
      shell`aws cloudtrail put-event-selectors --region ${region} --trail-name ${name} --advanced-event-selectors ${'[{"Name":"Management events","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}]'}`,
    warning:
      'The command replaces all selectors of the trail: add those for data events. A second trail with them costs.',
  },
  requirements: withRequirements(auditLogging, { 'aws-fsbp': ['CloudTrail.1'], 'cis-aws-v6': ['5.5'] }),
  aliases: ['cloudtrail-selectors-weakened'],
  evaluate: ({ eventSelectors, advancedEventSelectors }) => {
    const gaps = gapsOf(eventSelectors, advancedEventSelectors);
    return gaps.length === 0 ? pass : fail(`The trail does not record ${gaps.join(', ')}`);
  },
});
