import {
  GetGroupCommand,
  GetGroupPolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
} from '@aws-sdk/client-iam';
import { textOf, within, type Members } from '../../../core/trail-record.ts';
import { allPages, plain, type Operation, type Operations, type Sends } from './operation.ts';

type Named = { RoleName: string } | { UserName: string } | { GroupName: string };
type Make = (input: any) => object;

interface Kind {
  noun: 'Role' | 'User' | 'Group';
  get: Make;
  list: Make;
  policy: Make;
  attached: Make;
}

const kinds: readonly Kind[] = [
  {
    noun: 'Role',
    get: (input) => new GetRoleCommand(input),
    list: (input) => new ListRolePoliciesCommand(input),
    policy: (input) => new GetRolePolicyCommand(input),
    attached: (input) => new ListAttachedRolePoliciesCommand(input),
  },
  {
    noun: 'User',
    get: (input) => new GetUserCommand(input),
    list: (input) => new ListUserPoliciesCommand(input),
    policy: (input) => new GetUserPolicyCommand(input),
    attached: (input) => new ListAttachedUserPoliciesCommand(input),
  },
  {
    noun: 'Group',
    get: (input) => new GetGroupCommand({ ...input, MaxItems: 1 }),
    list: (input) => new ListGroupPoliciesCommand(input),
    policy: (input) => new GetGroupPolicyCommand(input),
    attached: (input) => new ListAttachedGroupPoliciesCommand(input),
  },
];

const marked = { next: 'Marker' };

const named = ({ noun }: Kind, name: string): Named => ({ [`${noun}Name`]: name }) as Named;

const ownOperations = (kind: Kind): Operations => {
  const { noun } = kind;
  const client = 'iam' as const;
  const of = (name: string) => named(kind, name);
  return {
    [`iam:Get${noun}`]: {
      client,
      ask: async (iam, { resource }) => plain(await iam.send(kind.get(of(resource.name)))),
    },
    [`iam:List${noun}Policies`]: {
      client,
      ask: async (iam, { resource }) => ({
        PolicyNames: await allPages((Marker) => iam.send(kind.list({ ...of(resource.name), Marker })), {
          ...marked,
          items: 'PolicyNames',
        }),
      }),
    },
    [`iam:Get${noun}Policy`]: {
      client,
      ask: async (iam, { resource: { type, name }, output }) =>
        type === 'iam/inline-policy' ? inlineOf(iam, kind, name) : inlinesOf(iam, kind, name, output),
    },
    [`iam:ListAttached${noun}Policies`]: {
      client,
      ask: async (iam, { resource }) => ({
        AttachedPolicies: await allPages((Marker) => iam.send(kind.attached({ ...of(resource.name), Marker })), {
          ...marked,
          items: 'AttachedPolicies',
        }),
      }),
    },
  };
};

/** The documents of all inline policies that were listed before. */
const inlinesOf = async (iam: Sends, kind: Kind, name: string, { PolicyNames }: Members): Promise<Members> => {
  const policies: Members[] = [];
  for (const PolicyName of Array.isArray(PolicyNames) ? (PolicyNames as unknown[]) : []) {
    policies.push(plain(await iam.send(kind.policy({ ...named(kind, name), PolicyName }))));
  }
  return { [`${kind.noun}PolicyList`]: policies };
};

/** The one inline policy of a name such as `Trainer/inline/Read`; nothing where it is another kind's. */
const inlineOf = async (iam: Sends, kind: Kind, name: string): Promise<Members> => {
  const [owner = '', PolicyName = ''] = name.split('/inline/');
  return plain(await iam.send(kind.policy({ ...named(kind, owner), PolicyName })));
};

/** Of the three operations that tell of an inline policy, the one of its owner's kind. */
export const inlinePolicyOperation = (arn: string): string | undefined => {
  const kind = /:(role|user|group)\//.exec(arn)?.[1];
  return kind && `iam:Get${kind.charAt(0).toUpperCase()}${kind.slice(1)}Policy`;
};

const ofUser = (items: string, command: Make): Operation => ({
  client: 'iam',
  ask: async (iam, { resource }) => ({
    [items]: await allPages((Marker) => iam.send(command({ UserName: resource.name, Marker })), { ...marked, items }),
  }),
});

/** How IAM tells of its resources. */
export const iamOperations: Operations = {
  ...Object.assign({}, ...kinds.map(ownOperations)),
  'iam:ListMFADevices': ofUser('MFADevices', (input) => new ListMFADevicesCommand(input)),
  'iam:ListGroupsForUser': ofUser('Groups', (input) => new ListGroupsForUserCommand(input)),
  'iam:GetPolicy': {
    client: 'iam',
    ask: async (iam, { resource: { arn } }) => plain(await iam.send(new GetPolicyCommand({ PolicyArn: arn }))),
  },
  'iam:GetPolicyVersion': {
    client: 'iam',
    ask: async (iam, { resource: { arn }, output }) => {
      const VersionId = textOf(within(output, 'Policy', 'DefaultVersionId'));
      return plain(await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId })));
    },
  },
};
