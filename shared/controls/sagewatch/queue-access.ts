import { closedPolicy, driftCommand } from '../../control-families/own-stack.ts';
import { defineControl } from '../../core/control.ts';
import { closedToOutsiders } from '../../frameworks/profiles.ts';
import { queue } from '../../resources/sqs/queue.ts';

export default defineControl({
  id: 'sagewatch/queue-access',
  title: "Sagewatch's own queues are used by its own and trusted accounts alone",
  severity: 'high',
  appliesTo: queue,
  reads: ['policy', 'policyIsWhole', 'formerPolicy'],
  rationale:
    'Whoever puts messages in makes up events and notices, and whoever takes them out decides what is never judged.',
  remediation: { summary: 'Put back the policy of the queue, as the stack says.', command: driftCommand },
  requirements: closedToOutsiders,
  evaluate: (state, context) =>
    closedPolicy(state, (who) => `lets ${who} use Sagewatch's own queue`, 'sagewatch/queue-access', context),
});
