import { ownPart } from '../../control-families/own-stack.ts';
import { watchfulness } from '../../control-families/watchfulness.ts';
import { defineActivityControl } from '../../core/control.ts';
import { isDeployment } from '../../core/own-stack.ts';
import { shell } from '../../core/shell.ts';
import { fail, pass } from '../../core/verdict.ts';
import { changeControl, withRequirements } from '../../frameworks/profiles.ts';
import { stack } from '../../resources/cloudformation/stack.ts';

export default defineActivityControl({
  id: 'sagewatch/stack-deletion',
  title: 'Nobody deletes the stacks of Sagewatch',
  severity: 'critical',
  appliesTo: stack,
  watches: ['DeleteStack'],
  reads: [],
  rationale:
    'Where the stack goes, so does all that watches. Whoever removes it on purpose knows; nobody else should learn of it by silence.',
  remediation: {
    summary: 'Ask whoever did it, unless it was npm run remove. Deploy again.',
    command: ({ name, region }) =>
      shell`aws cloudformation describe-stack-events --region ${region} --stack-name ${name}`,
  },
  requirements: withRequirements(watchfulness, changeControl),
  // CloudFormation itself does so where an account leaves the StackSet of the forwarders; the hourly job names who falls silent.
  evaluate: ({ call }, { resource }) =>
    isDeployment(call)
      ? pass
      : fail(
          `Sagewatch's own stack ${ownPart(resource)} is being deleted: what it watches, nobody watches from now on`,
        ),
});
