import { keyEvidence, keyVerdict } from '../../control-families/customer-managed-key.ts';
import { driftCommand, ownPart } from '../../control-families/own-stack.ts';
import { watchfulness } from '../../control-families/watchfulness.ts';
import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';
import { keyAvailability, withRequirements } from '../../frameworks/profiles.ts';
import { table } from '../../resources/dynamodb/table.ts';

export default defineControl({
  id: 'sagewatch/table-operation',
  title: "Sagewatch's own table can be read and tells what is new",
  severity: 'critical',
  appliesTo: table,
  reads: ['streamEnabled', 'kmsKeyId'],
  follows: { kmsKey: keyEvidence, 'kmsKey.key': keyEvidence },
  rationale:
    'Without its key nothing can be judged or remembered, and without its stream nobody is told until the hourly job finds it.',
  remediation: {
    summary: 'Enable the key, or cancel its deletion. Switch the stream on, by deploying again.',
    command: driftCommand,
  },
  requirements: withRequirements(watchfulness, keyAvailability),
  evaluate: ({ streamEnabled, kmsKeyId }, context) => {
    if (!streamEnabled)
      return fail(`The table ${ownPart(context.resource)} has no stream: nobody is told what is new in it`);
    // That it has a key of its own is another control's.
    return typeof kmsKeyId === 'string' ? keyVerdict(kmsKeyId, 'The table', context, 'kmsKey') : pass;
  },
});
