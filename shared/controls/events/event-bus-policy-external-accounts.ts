import { externalAccounts } from '../../control-families/external-accounts.ts';
import { partlyKnown } from '../../control-families/partly-known.ts';
import { editedPolicy, policyHomes } from '../../control-families/policy-remedy.ts';
import { defineControl } from '../../core/control.ts';
import { externalAccess } from '../../frameworks/profiles.ts';
import { eventBus } from '../../resources/events/event-bus.ts';

export default defineControl({
  id: 'events/event-bus-policy-external-accounts',
  title: 'Policies of event buses name no accounts or organizations but your own and trusted ones',
  severity: 'medium',
  appliesTo: eventBus,
  reads: ['policy', 'policyIsWhole', 'formerPolicy'],
  rationale: 'An account in the policy of the bus starts what its rules start, with events that look like your own.',
  remediation: {
    summary: 'Take the account out of the policy of the bus, or name it in trusted_accounts.',
    command: (resource) => editedPolicy(policyHomes.eventBus(resource)),
    warning: 'Events of the account no longer arrive.',
  },
  requirements: externalAccess,
  evaluate: (state, context) =>
    partlyKnown(state, (policy) =>
      externalAccounts(
        {
          kind: 'resource',
          policy,
          about: { resource: context.resource.arn },
          publicControl: 'events/event-bus-policy-public-access',
          lets: (who) => `lets ${who} use the event bus`,
        },
        context,
      ),
    ),
});
