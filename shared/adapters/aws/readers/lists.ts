import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeSecurityGroupsCommand, DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { ListEventBusesCommand, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListAliasesCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  ListAccountsCommand,
  ListPoliciesCommand as ListOrganizationsPoliciesCommand,
} from '@aws-sdk/client-organizations';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import {
  ListClustersCommand,
  ListCodeRepositoriesCommand,
  ListDomainsCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListMlflowAppsCommand,
  ListMlflowTrackingServersCommand,
  ListModelPackageGroupsCommand,
  ListModelsCommand,
  ListNotebookInstanceLifecycleConfigsCommand,
  ListNotebookInstancesCommand,
  ListPipelinesCommand,
  ListSpacesCommand,
  ListUserProfilesCommand,
} from '@aws-sdk/client-sagemaker';
import { ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { textOf, type Members } from '../../../core/trail-record.ts';
import { isOwn } from '../../../resources/own-stack.ts';
import { iamLists } from './iam-lists.ts';
import { lastPart, type ServiceName } from './operation.ts';

/** How all resources of a type are listed, page by page. */
export interface List {
  client: ServiceName;
  /** The permission it takes: `sagemaker:ListModels`. */
  permission: string;
  command(page: string | undefined): object;
  /** The member of its output that holds the items. */
  items: string;
  /** The member of its output that names the next page, and is empty at the end. Default: `NextToken`. */
  next?: string;
  /**
   * The ARN or name of an item; with its state, where the list tells all of it, or what it adds to a map of it. Several, where
   * it holds more than one.
   */
  found(item: Members): readonly { name: string; state?: Members }[];
}

type Make = (input: any) => object;

/** What is Sagewatch's own, of all there is. */
const ownBy =
  (member: string) =>
  (item: Members): readonly { name: string }[] =>
    byMember(member)(item).filter(({ name }) => isOwn(name));

const byMember =
  (member: string) =>
  (item: Members): readonly { name: string }[] => {
    const name = textOf(item[member]);
    return name === undefined ? [] : [{ name }];
  };

const sagemaker = (operation: string, make: Make, items: string, arn: string): List => ({
  client: 'sagemaker',
  permission: `sagemaker:${operation}`,
  command: (NextToken) => make({ NextToken, MaxResults: 100 }),
  items,
  found: byMember(arn),
});

/** A space or profile is named by its domain and its own name. */
const inDomain = (operation: string, make: Make, items: string, member: string): List => ({
  ...sagemaker(operation, make, items, ''),
  found: (item) => {
    const domain = textOf(item['DomainId']);
    const name = textOf(item[member]);
    return domain !== undefined && name !== undefined ? [{ name: `${domain}/${name}` }] : [];
  },
});

const sagemakerLists: Readonly<Record<string, List>> = {
  'sagemaker/cluster': sagemaker(
    'ListClusters',
    (input) => new ListClustersCommand(input),
    'ClusterSummaries',
    'ClusterArn',
  ),
  'sagemaker/code-repository': sagemaker(
    'ListCodeRepositories',
    (input) => new ListCodeRepositoriesCommand(input),
    'CodeRepositorySummaryList',
    'CodeRepositoryArn',
  ),
  'sagemaker/domain': sagemaker('ListDomains', (input) => new ListDomainsCommand(input), 'Domains', 'DomainArn'),
  'sagemaker/endpoint-config': sagemaker(
    'ListEndpointConfigs',
    (input) => new ListEndpointConfigsCommand(input),
    'EndpointConfigs',
    'EndpointConfigArn',
  ),
  'sagemaker/endpoint': sagemaker(
    'ListEndpoints',
    (input) => new ListEndpointsCommand(input),
    'Endpoints',
    'EndpointArn',
  ),
  'sagemaker/mlflow-app': sagemaker('ListMlflowApps', (input) => new ListMlflowAppsCommand(input), 'Summaries', 'Arn'),
  'sagemaker/mlflow-tracking-server': sagemaker(
    'ListMlflowTrackingServers',
    (input) => new ListMlflowTrackingServersCommand(input),
    'TrackingServerSummaries',
    'TrackingServerArn',
  ),
  'sagemaker/model-package-group': sagemaker(
    'ListModelPackageGroups',
    (input) => new ListModelPackageGroupsCommand(input),
    'ModelPackageGroupSummaryList',
    'ModelPackageGroupArn',
  ),
  'sagemaker/model': sagemaker('ListModels', (input) => new ListModelsCommand(input), 'Models', 'ModelArn'),
  'sagemaker/notebook-instance': sagemaker(
    'ListNotebookInstances',
    (input) => new ListNotebookInstancesCommand(input),
    'NotebookInstances',
    'NotebookInstanceArn',
  ),
  'sagemaker/notebook-lifecycle-config': sagemaker(
    'ListNotebookInstanceLifecycleConfigs',
    (input) => new ListNotebookInstanceLifecycleConfigsCommand(input),
    'NotebookInstanceLifecycleConfigs',
    'NotebookInstanceLifecycleConfigArn',
  ),
  'sagemaker/pipeline': sagemaker(
    'ListPipelines',
    (input) => new ListPipelinesCommand(input),
    'PipelineSummaries',
    'PipelineArn',
  ),
  'sagemaker/space': inDomain('ListSpaces', (input) => new ListSpacesCommand(input), 'Spaces', 'SpaceName'),
  'sagemaker/user-profile': inDomain(
    'ListUserProfiles',
    (input) => new ListUserProfilesCommand(input),
    'UserProfiles',
    'UserProfileName',
  ),
};

/** How what there is is listed, by type. What is no list of its own (sign-ins, records) is not in it. */
export const lists: Readonly<Record<string, List>> = {
  ...sagemakerLists,
  ...iamLists,
  'cloudtrail/trail': {
    client: 'cloudtrail',
    permission: 'cloudtrail:DescribeTrails',
    // Trails of other Regions that apply here, and the organization's, are resources of their own place.
    command: () => new DescribeTrailsCommand({ includeShadowTrails: false }),
    items: 'trailList',
    found: byMember('TrailARN'),
  },
  'dynamodb/table': {
    client: 'dynamodb',
    permission: 'dynamodb:ListTables',
    command: (ExclusiveStartTableName) => new ListTablesCommand({ ExclusiveStartTableName, Limit: 100 }),
    items: 'TableNames',
    next: 'LastEvaluatedTableName',
    found: ownBy('name'),
  },
  'ec2/security-group': {
    client: 'ec2',
    permission: 'ec2:DescribeSecurityGroups',
    command: (NextToken) => new DescribeSecurityGroupsCommand({ NextToken, MaxResults: 500 }),
    items: 'SecurityGroups',
    found: byMember('GroupId'),
  },
  'ec2/vpc-endpoint': {
    client: 'ec2',
    permission: 'ec2:DescribeVpcEndpoints',
    command: (NextToken) => new DescribeVpcEndpointsCommand({ NextToken, MaxResults: 500 }),
    items: 'VpcEndpoints',
    found: byMember('VpcEndpointId'),
  },
  'ecr/repository': {
    client: 'ecr',
    permission: 'ecr:DescribeRepositories',
    command: (nextToken) => new DescribeRepositoriesCommand({ nextToken, maxResults: 500 }),
    items: 'repositories',
    next: 'nextToken',
    found: byMember('repositoryArn'),
  },
  'events/event-bus': {
    client: 'events',
    permission: 'events:ListEventBuses',
    command: (NextToken) => new ListEventBusesCommand({ NextToken }),
    items: 'EventBuses',
    found: byMember('Arn'),
  },
  'events/rule': {
    client: 'events',
    permission: 'events:ListRules',
    command: (NextToken) => new ListRulesCommand({ NextToken }),
    items: 'Rules',
    found: byMember('Arn'),
  },
  'kms/alias': {
    client: 'kms',
    permission: 'kms:ListAliases',
    command: (Marker) => new ListAliasesCommand({ Marker, Limit: 100 }),
    items: 'Aliases',
    next: 'NextMarker',
    // Aliases that AWS keeps ready point to no key until a service makes one.
    found: (item) => (textOf(item['TargetKeyId']) === undefined ? [] : byMember('AliasArn')(item)),
  },
  'kms/key': {
    client: 'kms',
    permission: 'kms:ListKeys',
    command: (Marker) => new ListKeysCommand({ Marker, Limit: 1_000 }),
    items: 'Keys',
    next: 'NextMarker',
    found: byMember('KeyArn'),
  },
  'lambda/function': {
    client: 'lambda',
    permission: 'lambda:ListFunctions',
    command: (Marker) => new ListFunctionsCommand({ Marker, MaxItems: 50 }),
    items: 'Functions',
    next: 'NextMarker',
    found: ownBy('FunctionArn'),
  },
  // Units are read where accounts refer to them: there is no list of all.
  'organizations/account': {
    client: 'organizations',
    permission: 'organizations:ListAccounts',
    command: (NextToken) => new ListAccountsCommand({ NextToken }),
    items: 'Accounts',
    found: byMember('Id'),
  },
  'organizations/policy': {
    client: 'organizations',
    permission: 'organizations:ListPolicies',
    command: (NextToken) => new ListOrganizationsPoliciesCommand({ NextToken, Filter: 'SERVICE_CONTROL_POLICY' }),
    items: 'Policies',
    found: byMember('Arn'),
  },
  's3/bucket': {
    client: 's3',
    permission: 's3:ListAllMyBuckets',
    command: (ContinuationToken) => new ListBucketsCommand({ ContinuationToken, MaxBuckets: 1_000 }),
    items: 'Buckets',
    next: 'ContinuationToken',
    found: byMember('Name'),
  },
  'scheduler/schedule': {
    client: 'scheduler',
    permission: 'scheduler:ListSchedules',
    command: (NextToken) => new ListSchedulesCommand({ NextToken, MaxResults: 100, NamePrefix: 'sagewatch-' }),
    items: 'Schedules',
    found: ownBy('Arn'),
  },
  // Permission sets are listed for an instance alone, assignments for a set and an account: there is no list of all.
  'secretsmanager/secret': {
    client: 'secretsmanager',
    permission: 'secretsmanager:ListSecrets',
    command: (NextToken) => new ListSecretsCommand({ NextToken, MaxResults: 100 }),
    items: 'SecretList',
    found: byMember('ARN'),
  },
  'sns/topic': {
    client: 'sns',
    permission: 'sns:ListTopics',
    command: (NextToken) => new ListTopicsCommand({ NextToken }),
    items: 'Topics',
    found: ownBy('TopicArn'),
  },
  'sqs/queue': {
    client: 'sqs',
    permission: 'sqs:ListQueues',
    command: (NextToken) => new ListQueuesCommand({ NextToken, MaxResults: 1_000, QueueNamePrefix: 'sagewatch-' }),
    items: 'QueueUrls',
    found: (item) => ownBy('name')(item).map(({ name }) => ({ name: lastPart(name) })),
  },
};
