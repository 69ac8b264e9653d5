import { driftCommand, ownPart } from '../../control-families/own-stack.ts';
import { watchfulness } from '../../control-families/watchfulness.ts';
import { defineControl } from '../../core/control.ts';
import { presentEntries } from '../../core/known-map.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { lambdaFunction } from '../../resources/lambda/function.ts';

export default defineControl({
  id: 'sagewatch/function-operation',
  title: "Sagewatch's own functions run when they are woken",
  severity: 'critical',
  appliesTo: lambdaFunction,
  reads: ['reservedConcurrency', 'sources'],
  rationale: 'A function that may not run, or that nothing wakes, fails at nothing: it is silent.',
  remediation: {
    summary:
      'Take away the reserved concurrency (aws lambda delete-function-concurrency) and enable the source (aws lambda update-event-source-mapping --enabled), as the stack says.',
    command: driftCommand,
  },
  requirements: watchfulness,
  evaluate: ({ reservedConcurrency, sources }, { resource }) => {
    const name = ownPart(resource);
    if (reservedConcurrency === 0)
      return fail(`The function ${name} may not run: 0 concurrent runs are reserved for it`);
    const off = presentEntries(sources).flatMap(([arn, state]) => (state === 'disabled' ? [arn] : []));
    if (off.length > 0)
      return fail(`The function ${name} is no longer woken by ${off.join(', ')}: the source is disabled`);
    return sources?.complete ? pass : unknown('what wakes it besides');
  },
});
