import * as z from 'zod';
import { defineResourceType, sometimes, type Reading } from '../../core/resource-type.ts';
import { isMembers, textOf, within } from '../../core/trail-record.ts';
import {
  attachments,
  describedTarget,
  isUnitId,
  justMade,
  rootsIn,
  targetDerived,
  targetMembers,
  targetReferences,
} from './target.ts';

const serviceControl = 'SERVICE_CONTROL_POLICY';

/** Resources of an organization have the management account's id in their ARNs. */
const managementIn = (arn: unknown): string | undefined =>
  /^arn:[^:]*:organizations::(\d{12}):/.exec(textOf(arn) ?? '')?.[1];

const switches = (to: 'enabled' | 'disabled'): Reading => ({
  effect: 'update',
  concerns: ({ policyType, rootId }) => policyType === serviceControl && isUnitId(rootId),
  state: (_, { eventTime, responseElements }) => ({
    serviceControlPolicies: to,
    managementAccount: managementIn(within(responseElements, 'root', 'arn')),
    ...(to === 'enabled' && { enabledAt: eventTime }),
  }),
});

/**
 * A root or an organizational unit: what is attached to it holds in every account below. Its ARN also has the management
 * account's and the organization's ids, which calls do not tell, so ours does without.
 */
export const organizationsUnit = defineResourceType({
  name: 'organizations/unit',
  cloudFormationType: 'AWS::Organizations::OrganizationalUnit',
  state: z.object({
    ...targetMembers,
    /** The account that no policy of the organization binds. */
    managementAccount: sometimes(z.string()),
    /** Of a root: whether service control policies hold in the organization. */
    serviceControlPolicies: sometimes(z.enum(['enabled', 'disabled'])),
    /**
     * Of a root: when they were enabled, which leaves FullAWSAccess attached everywhere and nothing else; null: AWS was
     * asked since. [Organizations, disabling a policy type]
     */
    enabledAt: sometimes(z.string().nullable()),
  }),
  nameOf: ({ targetId, rootId, organizationalUnitId }) => [targetId, rootId, organizationalUnitId].find(isUnitId),
  arnOf: (name, { partition }) => `arn:${partition}:organizations:::${name.startsWith('r-') ? 'root' : 'ou'}/${name}`,
  canonical: (arn) => arn.replace(/^(arn:[^:]*:organizations:):[^:]*:(root|ou)\/(?:o-[^/]+\/)?([^/]+)$/, '$1::$2/$3'),
  eventSource: 'organizations.amazonaws.com',
  events: {
    ...attachments(isUnitId),
    CreateOrganizationalUnit: {
      effect: 'create',
      of: (_, { responseElements }) => [within(responseElements, 'organizationalUnit', 'id')].find(isUnitId),
      state: ({ parentId }, { responseElements }) => ({
        attached: justMade(),
        parent: [parentId].find(isUnitId),
        managementAccount: managementIn(within(responseElements, 'organizationalUnit', 'arn')),
      }),
    },
    DeleteOrganizationalUnit: 'delete',
    EnablePolicyType: switches('enabled'),
    DisablePolicyType: switches('disabled'),
  },
  derived: targetDerived,
  described: {
    by: ['organizations:ListPoliciesForTarget', 'organizations:ListParents', 'organizations:ListRoots'],
    // None of the outputs names what it is about: whoever asks adds the id it asked with.
    nameOf: ({ TargetId }) => [TargetId].find(isUnitId),
    state: (output) => {
      const roots = rootsIn(output);
      const own = roots.find(({ Id }) => Id === output['TargetId']);
      const types = own?.['PolicyTypes'];
      const isEnabled =
        Array.isArray(types) &&
        types.some((type) => isMembers(type) && type['Type'] === serviceControl && type['Status'] === 'ENABLED');
      return {
        ...describedTarget(output),
        managementAccount: roots.map(({ Arn }) => managementIn(Arn)).find((account) => account !== undefined),
        ...(own && { serviceControlPolicies: isEnabled ? 'enabled' : 'disabled', enabledAt: null }),
      };
    },
  },
  references: targetReferences,
});
