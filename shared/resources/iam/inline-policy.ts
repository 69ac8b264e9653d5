import * as z from 'zod';
import { defineResourceType, refer, sometimes, type Reading } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { policyText } from '../../iam/policy-document.ts';
import { ownerOf, ownerParts } from './arn.ts';
import { unlessProvisioned } from './provisioned-role.ts';

const nameIn = (request: Members): string | undefined => {
  const owner = ownerOf(request);
  const name = textOf(request['policyName']);
  return owner && name && `${owner}/inline/${name}`;
};

const puts: Reading = {
  effect: 'put',
  state: (request) => ({
    owner: ownerOf(request) ?? '',
    document: policyText(request['policyDocument']) ?? undefined,
  }),
};

const lowered = ({ RoleName, UserName, GroupName, PolicyName }: Members): Members => ({
  roleName: RoleName,
  userName: UserName,
  groupName: GroupName,
  policyName: PolicyName,
});

/** A policy that is a part of a role, user or group. AWS gives it no ARN: ours is beside its owner's. */
export const inlinePolicy = defineResourceType({
  name: 'iam/inline-policy',
  cloudFormationType: 'AWS::IAM::RolePolicy',
  isPart: true,
  state: z.object({
    /** `role/Trainer`. */
    owner: z.string(),
    document: sometimes(z.string()),
  }),
  nameOf: nameIn,
  arnOf: (name, { partition, account }) => `arn:${partition}:iam::${account}:${name}`,
  eventSource: 'iam.amazonaws.com',
  events: {
    PutRolePolicy: unlessProvisioned(puts),
    PutUserPolicy: puts,
    PutGroupPolicy: puts,
    DeleteRolePolicy: unlessProvisioned({ effect: 'delete' }),
    DeleteUserPolicy: 'delete',
    DeleteGroupPolicy: 'delete',
  },
  described: {
    by: ['iam:GetRolePolicy', 'iam:GetUserPolicy', 'iam:GetGroupPolicy'],
    nameOf: (output) => nameIn(lowered(output)),
    state: (output) => ({
      owner: ownerOf(lowered(output)) ?? '',
      document: policyText(output['PolicyDocument']) ?? undefined,
    }),
  },
  references: {
    owner: ({ owner }) => {
      if (!owner) return [];
      const { kind, name } = ownerParts(owner);
      return refer(`iam/${kind}`, name);
    },
  },
});
