import { ownPart } from '../../control-families/own-stack.ts';
import { defineControl } from '../../core/control.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { customerManagedKey, logProtection, withRequirements } from '../../frameworks/profiles.ts';
import { table } from '../../resources/dynamodb/table.ts';

export default defineControl({
  id: 'sagewatch/table-protection',
  title: "Sagewatch's own table cannot be deleted at once, can be restored, and is encrypted with a key of yours",
  severity: 'high',
  appliesTo: table,
  reads: ['deletionProtection', 'pointInTimeRecovery', 'kmsKeyId'],
  rationale: 'It holds the history of every finding for years: one call must not be enough to lose it.',
  remediation: {
    summary: 'Switch on again what is off, as the stack says.',
    command: (resource) =>
      shell`aws dynamodb update-table --region ${resource.region} --table-name ${ownPart(resource)} --deletion-protection-enabled`,
  },
  requirements: withRequirements(logProtection, customerManagedKey),
  evaluate: ({ deletionProtection, pointInTimeRecovery, kmsKeyId }, { resource }) => {
    const faults = [
      ...(deletionProtection ? [] : ['deletion protection is off']),
      ...(pointInTimeRecovery ? [] : ['it cannot be restored to a point in time']),
      ...(kmsKeyId === null ? ['it is encrypted with a key that AWS owns'] : []),
    ];
    return faults.length === 0 ? pass : fail(`Of the table ${ownPart(resource)}, ${faults.join(', and ')}`);
  },
});
