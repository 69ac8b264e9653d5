import { driftCommand, ownPart } from '../../control-families/own-stack.ts';
import { watchfulness } from '../../control-families/watchfulness.ts';
import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass } from '../../core/verdict.ts';
import { queue } from '../../resources/sqs/queue.ts';

/** They take what others could not deal with, and nothing takes theirs. */
const takesDeadLetters = /-dlq$/;

export default defineControl({
  id: 'sagewatch/queue-dead-letters',
  title: "Messages that Sagewatch's own functions cannot deal with are kept",
  severity: 'high',
  appliesTo: queue,
  reads: ['deadLetters'],
  rationale:
    'A message that fails again and again is an event that was never judged; kept apart, it can be looked at and sent again.',
  remediation: { summary: 'Put back the redrive policy of the queue, as the stack says.', command: driftCommand },
  requirements: watchfulness,
  evaluate: ({ deadLetters }, { resource }) => {
    const name = ownPart(resource);
    if (takesDeadLetters.test(name)) return notApplicable('It takes what other queues cannot get rid of');
    return deadLetters === null
      ? fail(`The queue ${name} has no queue for what cannot be dealt with: such messages are lost`)
      : pass;
  },
});
