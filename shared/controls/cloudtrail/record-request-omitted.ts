import { defineActivityControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { auditLogging, logIntegrity, withRequirements } from '../../frameworks/profiles.ts';
import { cloudtrailRecord } from '../../resources/cloudtrail/record.ts';

export default defineActivityControl({
  id: 'cloudtrail/record-request-omitted',
  title: 'Records of calls that matter say what was asked for',
  severity: 'high',
  appliesTo: cloudtrailRecord,
  watches: ['*'],
  reads: [],
  rationale:
    'CloudTrail leaves out a request over 100 KB. A policy padded with white space hides itself that way, and so does a very long pipeline definition.',
  remediation: {
    summary: 'Read the resource itself, and ask the caller what the call was for.',
    command: ({ name, region }) =>
      shell`aws cloudtrail lookup-events --region ${region} --lookup-attributes ${`AttributeKey=EventName,AttributeValue=${name.split('/').at(-1) ?? ''}`}`,
  },
  requirements: withRequirements(auditLogging, logIntegrity),
  aliases: ['cloudtrail-params-omitted'],
  evaluate: ({ call: { source, name } }) =>
    // What only reads changes nothing.
    /^(Describe|Get|List)/.test(name)
      ? pass
      : fail(`CloudTrail left out the request of ${source.replace(/\.amazonaws\.com$/, '')}:${name}: it was too long`),
});
