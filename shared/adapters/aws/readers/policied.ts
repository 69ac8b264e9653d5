import {
  DescribeRepositoriesCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-ecr';
import {
  DescribeEventBusCommand,
  ListTagsForResourceCommand as ListTagsOfBusCommand,
} from '@aws-sdk/client-eventbridge';
import { DescribeSecretCommand, GetResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import { plain, type Operations } from './operation.ts';

/** How repositories, secrets and event buses tell of themselves, and of the policies that open them. */
export const policiedOperations: Operations = {
  'ecr:DescribeRepositories': {
    client: 'ecr',
    ask: async (ecr, { resource: { name } }) =>
      plain(await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }))),
  },
  'ecr:GetRepositoryPolicy': {
    client: 'ecr',
    ask: async (ecr, { resource: { name } }) =>
      plain(await ecr.send(new GetRepositoryPolicyCommand({ repositoryName: name }))),
    answers: { RepositoryPolicyNotFoundException: { policyText: null } },
  },
  'ecr:ListTagsForResource': {
    client: 'ecr',
    ask: async (ecr, { resource: { arn } }) =>
      plain(await ecr.send(new ListTagsForResourceCommand({ resourceArn: arn }))),
  },
  'secretsmanager:DescribeSecret': {
    client: 'secretsmanager',
    ask: async (secrets, { resource: { name } }) =>
      plain(await secrets.send(new DescribeSecretCommand({ SecretId: name }))),
  },
  'secretsmanager:GetResourcePolicy': {
    client: 'secretsmanager',
    // Of a secret without a policy the answer has no member for one.
    ask: async (secrets, { resource: { name } }) => ({
      ResourcePolicy: null,
      ...plain(await secrets.send(new GetResourcePolicyCommand({ SecretId: name }))),
    }),
  },
  'events:DescribeEventBus': {
    client: 'events',
    ask: async (events, { resource: { name } }) =>
      plain(await events.send(new DescribeEventBusCommand({ Name: name }))),
  },
  'events:ListTagsForResource': {
    client: 'events',
    ask: async (events, { resource: { arn } }) =>
      plain(await events.send(new ListTagsOfBusCommand({ ResourceARN: arn }))),
  },
};
