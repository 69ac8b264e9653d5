import { partlyKnown } from '../../control-families/partly-known.ts';
import { asFound, mendedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { publicPolicy } from '../../control-families/public-policy.ts';
import { defineControl } from '../../core/control.ts';
import { publicAccess } from '../../frameworks/profiles.ts';
import { eventBus } from '../../resources/events/event-bus.ts';

export default defineControl({
  id: 'events/event-bus-policy-public-access',
  title: 'Policies of event buses name who may use them',
  severity: 'high',
  appliesTo: eventBus,
  reads: ['policy', 'policyIsWhole', 'formerPolicy'],
  rationale:
    'Events start pipelines and open findings: whoever may put theirs on the bus starts what its rules start, and hides what is true among what is not.',
  remediation: {
    summary: 'Name accounts, or every account of the organization by a condition on aws:PrincipalOrgID.',
    command: (resource, { policy }) =>
      mendedPolicy(policyHomes.eventBus(resource), resource, { policy, kind: 'resource', asked: 'public' }),
    warning: `Accounts that send events to the bus can do so again when the policy names them. ${asFound}`,
  },
  requirements: publicAccess,
  aliases: ['eventbridge-bus-exposed'],
  evaluate: (state, context) =>
    partlyKnown(state, (policy) =>
      publicPolicy(
        {
          kind: 'resource',
          policy,
          about: { resource: context.resource.arn },
          lets: (who) => `lets ${who} use the event bus`,
        },
        context,
      ),
    ),
});
