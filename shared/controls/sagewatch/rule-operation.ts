import { isOwnResource, ownPart } from '../../control-families/own-stack.ts';
import { watchfulness } from '../../control-families/watchfulness.ts';
import { defineControl } from '../../core/control.ts';
import { presentEntries } from '../../core/known-map.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { eventsRule } from '../../resources/events/rule.ts';

export default defineControl({
  id: 'sagewatch/rule-operation',
  title: "Sagewatch's own rules are on and deliver",
  severity: 'critical',
  appliesTo: eventsRule,
  reads: [],
  mayRead: ['enabled', 'targets'],
  rationale: 'What no rule delivers nobody judges: the service of that rule changes unseen.',
  remediation: {
    summary: 'Enable the rule, and put back its targets as they were deployed.',
    command: ({ name, region }) => {
      const [bus, rule] = name.includes('/') ? name.split('/') : ['default', name];
      return shell`aws events enable-rule --region ${region} --event-bus-name ${bus} --name ${rule}`;
    },
  },
  requirements: watchfulness,
  evaluate: ({ enabled, targets }, { resource }) => {
    if (!isOwnResource(resource)) return notApplicable("The rule is not one of Sagewatch's own");
    const name = ownPart(resource);
    if (enabled === false) return fail(`The rule ${name} is disabled: what it matches is no longer delivered`);
    const delivers = presentEntries(targets).length > 0;
    if (targets?.complete && !delivers)
      return fail(`The rule ${name} has no targets: what it matches is delivered nowhere`);
    return enabled && delivers ? pass : unknown('whether it is on and delivers');
  },
});
