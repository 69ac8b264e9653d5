import {
  GetAccountAuthorizationDetailsCommand,
  ListGroupsCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { isMembers, textOf, type Members } from '../../../core/trail-record.ts';
import { withoutPath } from '../../../resources/iam/arn.ts';
import { permissionSetIn, provisionedPath } from '../../../resources/iam/provisioned-role.ts';
import type { List } from './lists.ts';

type Make = (input: any) => object;

const ofIam = (operation: string, make: Make, items: string): List => ({
  client: 'iam',
  permission: `iam:${operation}`,
  command: (Marker) => make({ Marker, MaxItems: 1_000 }),
  items,
  next: 'Marker',
  found: (item) => {
    const name = textOf(item['Arn']);
    return name === undefined ? [] : [{ name }];
  },
});

const kinds = ['Role', 'User', 'Group'] as const;

/** The owners on a page of account details, whichever kind they are. */
const ownersOn = (page: Members): readonly { owner: string; kind: (typeof kinds)[number]; details: Members }[] =>
  kinds.flatMap((kind) => {
    const list = page[`${kind}DetailList`];
    return (Array.isArray(list) ? list : []).filter(isMembers).flatMap((details) => {
      const name = textOf(details[`${kind}Name`]);
      return name === undefined ? [] : [{ owner: `${kind.toLowerCase()}/${name}`, kind, details }];
    });
  });

/** Parts of owners, as the details of the account tell of them: no list of their own names their owners. */
const parts = (found: (on: ReturnType<typeof ownersOn>[number]) => ReturnType<List['found']>): List => ({
  client: 'iam',
  permission: 'iam:GetAccountAuthorizationDetails',
  command: (Marker) => new GetAccountAuthorizationDetailsCommand({ Marker, MaxItems: 500, Filter: [...kinds] }),
  // The page itself is the one item.
  items: '',
  next: 'Marker',
  found: (page) => ownersOn(page).flatMap(found),
});

const listOf = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isMembers) : []);

/** How IAM lists what there is. */
export const iamLists: Readonly<Record<string, List>> = {
  'iam/group': ofIam('ListGroups', (input) => new ListGroupsCommand(input), 'Groups'),
  'iam/role': ofIam('ListRoles', (input) => new ListRolesCommand(input), 'Roles'),
  'iam/user': ofIam('ListUsers', (input) => new ListUsersCommand(input), 'Users'),
  'iam/managed-policy': ofIam(
    'ListPolicies',
    (input) => new ListPoliciesCommand({ ...input, Scope: 'Local' }),
    'Policies',
  ),
  // In the account alone: of its roles in the others those accounts' lists tell.
  'sso/provisioned-permission-set': {
    ...ofIam('ListRoles', (input) => new ListRolesCommand({ ...input, PathPrefix: provisionedPath }), 'Roles'),
    found: ({ Arn, RoleName }) => {
      const [arn, name] = [textOf(Arn), permissionSetIn(textOf(RoleName) ?? '')];
      if (arn === undefined || name === undefined) return [];
      const role = withoutPath(arn);
      return [{ name, state: { '+roles': { [role]: role } } }];
    },
  },
  'iam/inline-policy': parts(({ owner, kind, details }) =>
    listOf(details[`${kind}PolicyList`]).flatMap(({ PolicyName }) => {
      const name = textOf(PolicyName);
      return name === undefined ? [] : [{ name: `${owner}/inline/${name}` }];
    }),
  ),
  'iam/policy-attachment': parts(({ owner, details }) =>
    listOf(details['AttachedManagedPolicies']).flatMap(({ PolicyArn }) => {
      const policyArn = textOf(PolicyArn);
      // The list tells all there is of an attachment.
      return policyArn === undefined ? [] : [{ name: `${owner}/attached/${policyArn}`, state: { owner, policyArn } }];
    }),
  ),
};
