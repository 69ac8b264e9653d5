import {
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListAccountAssignmentsCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListInstancesCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-sso-admin';
import { isMembers, textOf, type Members } from '../../../core/trail-record.ts';
import { instanceArn } from '../../../resources/sso/arn.ts';
import { AbsentError } from './absent-error.ts';
import { allPages, plain, type Asked, type Operation, type Operations, type Sends } from './operation.ts';
import { UnavailableError } from './unavailable-error.ts';

type Make = (input: any) => object;

/**
 * The client of the account that Identity Center belongs to: the other accounts see its instance, and are denied everything
 * else. An instance that is not seen is one of another Region, or of another organization: nothing about it is absent.
 */
const ownerOf = ({ resource, output, inAccount }: Asked, instance: string): Promise<Sends> => {
  const instances = Array.isArray(output['Instances']) ? output['Instances'].filter(isMembers) : [];
  const owner = textOf(instances.find(({ InstanceArn }) => InstanceArn === instance)?.['OwnerAccountId']);
  if (owner !== undefined) return inAccount(owner);
  throw new UnavailableError(`account ${resource.account} sees no instance ${instance} of Identity Center`);
};

interface Set {
  InstanceArn: string;
  PermissionSetArn: string;
}

const setOf = (arn: string): Set => {
  const instance = instanceArn(arn);
  if (instance === undefined) throw new UnavailableError(`${arn} names no permission set`);
  return { InstanceArn: instance, PermissionSetArn: arn };
};

const ofSet = (ask: (sso: Sends, set: Set) => Promise<Members>, answers?: Operation['answers']): Operation => ({
  client: 'sso',
  ask: async (_, asked) => {
    const set = setOf(asked.resource.arn);
    return ask(await ownerOf(asked, set.InstanceArn), set);
  },
  ...(answers && { answers }),
});

const listOfSet = (items: string, make: Make): Operation =>
  ofSet(async (sso, set) => ({
    [items]: await allPages((NextToken) => sso.send(make({ ...set, NextToken })), { items }),
  }));

/** How Identity Center tells of permission sets and assignments. */
export const ssoOperations: Operations = {
  'sso:ListInstances': {
    client: 'sso',
    ask: async (sso) => ({
      Instances: await allPages((NextToken) => sso.send(new ListInstancesCommand({ NextToken })), {
        items: 'Instances',
      }),
    }),
  },
  'sso:DescribePermissionSet': ofSet(async (sso, set) => plain(await sso.send(new DescribePermissionSetCommand(set)))),
  'sso:GetInlinePolicyForPermissionSet': ofSet(async (sso, set) => ({
    // Of a set without one the answer is an empty text.
    InlinePolicy: '',
    ...plain(await sso.send(new GetInlinePolicyForPermissionSetCommand(set))),
  })),
  'sso:ListManagedPoliciesInPermissionSet': listOfSet(
    'AttachedManagedPolicies',
    (input) => new ListManagedPoliciesInPermissionSetCommand(input),
  ),
  'sso:ListCustomerManagedPolicyReferencesInPermissionSet': listOfSet(
    'CustomerManagedPolicyReferences',
    (input) => new ListCustomerManagedPolicyReferencesInPermissionSetCommand(input),
  ),
  'sso:GetPermissionsBoundaryForPermissionSet': ofSet(
    async (sso, set) => plain(await sso.send(new GetPermissionsBoundaryForPermissionSetCommand(set))),
    { ResourceNotFoundException: { PermissionsBoundary: null } },
  ),
  'sso:ListTagsForResource': ofSet(async (sso, { InstanceArn, PermissionSetArn: ResourceArn }) => ({
    Tags: await allPages(
      (NextToken) => sso.send(new ListTagsForResourceCommand({ InstanceArn, ResourceArn, NextToken })),
      { items: 'Tags' },
    ),
  })),
  'sso:ListAccountAssignments': {
    client: 'sso',
    ask: async (_, asked) => {
      const { arn, account: AccountId, name } = asked.resource;
      const [instance, id, PrincipalType, ...principal] = name.split('/');
      const set = setOf(`arn:${arn.split(':')[1]}:sso:::permissionSet/${instance}/${id}`);
      const sso = await ownerOf(asked, set.InstanceArn);
      const assignments = await allPages(
        (NextToken) => sso.send(new ListAccountAssignmentsCommand({ ...set, AccountId, NextToken })),
        { items: 'AccountAssignments' },
      );
      const assignment = assignments
        .filter(isMembers)
        .find((each) => each['PrincipalType'] === PrincipalType && each['PrincipalId'] === principal.join('/'));
      if (!assignment) throw new AbsentError(`there is no assignment ${arn}`);
      return assignment;
    },
  },
};
