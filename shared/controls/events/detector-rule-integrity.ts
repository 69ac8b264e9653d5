import { defineActivityControl, type Activity } from '../../core/control.ts';
import { isDeployment, isOwnName } from '../../core/own-stack.ts';
import { shell } from '../../core/shell.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../../core/verdict.ts';
import { logIntegrity, securityMonitoring, withRequirements } from '../../frameworks/profiles.ts';
import { globMatches } from '../../iam/glob.ts';
import { coversPattern } from '../../resources/events/covers-pattern.ts';
import { eventsRule } from '../../resources/events/rule.ts';

type RuleActivity = Activity<typeof eventsRule, 'ids' | 'targets'>;

const putVerdict = ({ before, after }: RuleActivity, rule: string): Verdict => {
  if (after.enabled === false) {
    return before?.enabled === false ? pass : fail(`The rule ${rule} was put in the state DISABLED`);
  }
  if (!before) return unknown('what the rule matched before');
  const [pattern, former] = [after.eventPattern, before.eventPattern];
  if (former === undefined || pattern === undefined) return unknown('what the rule matched before');
  if (former === null || pattern === former) return pass;
  if (pattern === null) return fail(`The rule ${rule} no longer has an event pattern`);
  const covered = coversPattern(pattern, former);
  if (covered === undefined) return unknown('what the event pattern matches: it cannot be read');
  return covered
    ? pass
    : fail(`The rule ${rule} matches less than before`, { details: [`before: ${former}`, `now: ${pattern}`] });
};

const targetsVerdict = ({ before, facts: { targets } }: RuleActivity, rule: string): Verdict => {
  const moved = Object.entries(targets).filter(([id, arn]) => {
    const former = before?.targets?.entries[id];
    return typeof former === 'string' && former !== arn;
  });
  return moved.length === 0
    ? pass
    : fail(`The rule ${rule} sends elsewhere: ${moved.map(([id, arn]) => `target ${id} is now ${arn}`).join(', ')}`);
};

const verdictOf = (activity: RuleActivity, rule: string): Verdict => {
  switch (activity.call.name) {
    case 'PutRule':
      return putVerdict(activity, rule);
    case 'PutTargets':
      return targetsVerdict(activity, rule);
    case 'RemoveTargets':
      return fail(`The rule ${rule} lost its targets ${activity.facts.ids.join(', ')}`);
    case 'DisableRule':
      return activity.before?.enabled === false ? pass : fail(`The rule ${rule} was disabled`);
    default:
      return fail(`The rule ${rule} was deleted`);
  }
};

export default defineActivityControl({
  id: 'events/detector-rule-integrity',
  title: 'Nobody disables, narrows or redirects the rules that feed a detector',
  severity: 'high',
  appliesTo: eventsRule,
  watches: ['DisableRule', 'DeleteRule', 'RemoveTargets', 'PutRule', 'PutTargets'],
  reads: ['ids', 'targets'],
  rationale:
    'A detector whose rule no longer matches or sends is silent, and looks as if nothing had happened. (Our own rule cannot report its own end: have a second path.)',
  remediation: {
    summary: 'Enable the rule, and put back its pattern and targets as they were deployed.',
    command: ({ name, region }) => {
      const [bus, rule] = name.includes('/') ? name.split('/') : ['default', name];
      return shell`aws events enable-rule --region ${region} --event-bus-name ${bus} --name ${rule}`;
    },
  },
  requirements: withRequirements(securityMonitoring, logIntegrity),
  aliases: ['eventbridge-rule-tampered'],
  evaluate: (activity, { resource, configuration }): Verdict => {
    const rule = resource.name.split('/').at(-1) ?? resource.name;
    const feeds = configuration.detectorRules.some((pattern) => globMatches(pattern.toLowerCase(), rule.toLowerCase()));
    const isOwn = isOwnName(rule);
    if (!feeds && !isOwn) return notApplicable('The rule does not feed a detector, as far as the configuration says');
    // Sagewatch's own rules follow from what it looks at: a deployment may well need others than the one before.
    if (isOwn && isDeployment(activity.call)) return pass;
    const verdict = verdictOf(activity, rule);
    return isOwn && verdict.status === 'fail'
      ? { ...verdict, graver: 'it delivers to Sagewatch itself, and no deployment did it' }
      : verdict;
  },
});
