import * as z from 'zod';
import { defineResourceType, refer, type Reading } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { ownerOf, ownerParts } from './arn.ts';
import { unlessProvisioned } from './provisioned-role.ts';

const nameIn = (request: Members): string | undefined => {
  const owner = ownerOf(request);
  const policy = textOf(request['policyArn']);
  return owner && policy && `${owner}/attached/${policy}`;
};

const attaches: Reading = {
  effect: 'put',
  state: (request) => ({ owner: ownerOf(request), policyArn: request['policyArn'] }),
};

/**
 * That a managed policy is attached to a role, user or group. AWS gives it no ARN: ours is beside its owner's. No read
 * tells of one (the lists of attached policies do not name their owner), so it has no `described`.
 */
export const policyAttachment = defineResourceType({
  name: 'iam/policy-attachment',
  cloudFormationType: null,
  isPart: true,
  state: z.object({
    /** `role/Trainer`. */
    owner: z.string(),
    policyArn: z.string(),
  }),
  nameOf: nameIn,
  arnOf: (name, { partition, account }) => `arn:${partition}:iam::${account}:${name}`,
  eventSource: 'iam.amazonaws.com',
  events: {
    AttachRolePolicy: unlessProvisioned(attaches),
    AttachUserPolicy: attaches,
    AttachGroupPolicy: attaches,
    DetachRolePolicy: unlessProvisioned({ effect: 'delete' }),
    DetachUserPolicy: 'delete',
    DetachGroupPolicy: 'delete',
  },
  references: {
    policy: ({ policyArn }) => refer('iam/managed-policy', policyArn),
    owner: ({ owner }) => {
      if (!owner) return [];
      const { kind, name } = ownerParts(owner);
      return refer(`iam/${kind}`, name);
    },
  },
});
