import { closedPolicy, driftCommand } from '../../control-families/own-stack.ts';
import { defineControl } from '../../core/control.ts';
import { closedToOutsiders } from '../../frameworks/profiles.ts';
import { topic } from '../../resources/sns/topic.ts';

export default defineControl({
  id: 'sagewatch/topic-access',
  title: "Sagewatch's own topics are used by its own and trusted accounts alone",
  severity: 'high',
  appliesTo: topic,
  reads: ['policy', 'policyIsWhole', 'formerPolicy'],
  rationale:
    'Findings say where an account is weak, with names: whoever subscribes reads along, and whoever publishes tells people what he likes.',
  remediation: { summary: 'Put back the policy of the topic, as the stack says.', command: driftCommand },
  requirements: closedToOutsiders,
  evaluate: (state, context) =>
    closedPolicy(state, (who) => `lets ${who} use Sagewatch's own topic`, 'sagewatch/topic-access', context),
});
