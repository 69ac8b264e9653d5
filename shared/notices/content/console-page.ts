import type { ResourceRef } from '../../core/resource-ref.ts';

/** Where the console of a partition is. */
const hosts: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

const region = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;

/** A name in a URL. Brackets and quotes would be taken for the end of the URL where it is written into a text. */
export const inUrl = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Longer ones are cut off on their way. */
const longestUrl = 1_800;

/** A URL of the console; undefined where its form is not known. Without a Region: of what has none. */
export const consoleUrl = (partition: string, at: string, path: string): string | undefined => {
  const host = Object.hasOwn(hosts, partition) ? hosts[partition] : undefined;
  if (host === undefined || (at !== '' && !region.test(at))) return undefined;
  const url = `https://${at === '' ? '' : `${at}.`}${host}/${path}`;
  return url.length > longestUrl ? undefined : url;
};

type Place = Pick<ResourceRef, 'arn' | 'account' | 'region' | 'name'> & { partition: string };

const inRegion =
  (page: string, fragment: (place: Place) => string) =>
  (place: Place): string | undefined =>
    place.region === '' ? undefined : `${page}?region=${place.region}#${fragment(place)}`;

const sagemaker = (section: string) => inRegion('sagemaker/home', ({ name }) => `/${section}/${inUrl(name)}`);

/** Profiles and spaces are pages of their domain: `d-…/name`. */
const ofDomain = inRegion('sagemaker/home', ({ name }) => `/studio/${inUrl(name.split('/', 1)[0] ?? '')}`);

const iam = (section: string) => (name: string) => `iam/home#/${section}/details/${inUrl(name)}`;
const principals: Readonly<Record<string, (name: string) => string>> = {
  role: iam('roles'),
  user: iam('users'),
  group: iam('groups'),
};

/** What is a part of a role, user or group is on its owner's page: `…:role/Trainer/inline/Read`. */
const ofOwner = ({ arn }: Place): string | undefined => {
  const [, kind = '', owner = ''] = /^[^/]*:(role|user|group)\/([^/]+)\/(?:inline|attached)\//.exec(arn) ?? [];
  return principals[kind]?.(owner);
};

const ruleIn = (name: string): readonly [bus: string, rule: string] => {
  const slash = name.lastIndexOf('/');
  return slash < 0 ? ['default', name] : [name.slice(0, slash), name.slice(slash + 1)];
};

const queueUrl = ({ partition, region: at, account, name }: Place): string =>
  `https://sqs.${at}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}/${account}/${name}`;

/** The pages whose form is known, as public links into the console have them. */
const pages: Readonly<Record<string, (place: Place) => string | undefined>> = {
  'cloudformation/stack': inRegion('cloudformation/home', ({ arn }) => `/stacks/stackinfo?stackId=${inUrl(arn)}`),
  'dynamodb/table': inRegion('dynamodbv2/home', ({ name }) => `table?name=${inUrl(name)}`),
  'ec2/security-group': inRegion('ec2/home', ({ name }) => `SecurityGroup:groupId=${inUrl(name)}`),
  'ec2/vpc-endpoint': inRegion('vpcconsole/home', ({ name }) => `EndpointDetails:vpcEndpointId=${inUrl(name)}`),
  'ecr/repository': ({ account, name, region: at }) =>
    `ecr/repositories/private/${inUrl(account)}/${name.split('/').map(inUrl).join('/')}?region=${at}`,
  'events/event-bus': inRegion('events/home', ({ name }) => `/eventbus/${inUrl(name)}`),
  'events/rule': inRegion('events/home', ({ name }) => {
    const [bus, rule] = ruleIn(name);
    return `/eventbus/${inUrl(bus)}/rules/${inUrl(rule)}`;
  }),
  'iam/group': ({ name }) => principals['group']?.(name),
  'iam/inline-policy': ofOwner,
  'iam/landing-zone-role': ({ name }) => principals['role']?.(name),
  'iam/managed-policy': ({ arn }) => iam('policies')(arn),
  'iam/policy-attachment': ofOwner,
  'iam/role': ({ name }) => principals['role']?.(name),
  'iam/user': ({ name }) => principals['user']?.(name),
  'kms/key': inRegion('kms/home', ({ name }) => `/kms/keys/${inUrl(name)}`),
  'lambda/function': inRegion('lambda/home', ({ name }) => `/functions/${inUrl(name)}`),
  'organizations/account': ({ name }) => `organizations/v2/home/accounts/${inUrl(name)}`,
  's3/bucket': ({ name }) => `s3/buckets/${inUrl(name)}`,
  'sagemaker/cluster': sagemaker('cluster-management'),
  'sagemaker/domain': sagemaker('studio'),
  'sagemaker/endpoint': sagemaker('endpoints'),
  'sagemaker/endpoint-config': sagemaker('endpointConfig'),
  'sagemaker/model': sagemaker('models'),
  'sagemaker/notebook-instance': sagemaker('notebook-instances'),
  'sagemaker/space': ofDomain,
  'sagemaker/user-profile': ofDomain,
  'scheduler/schedule': inRegion('scheduler/home', ({ name }) => `schedules/${name.split('/').map(inUrl).join('/')}`),
  'secretsmanager/secret': ({ name, region: at }) => `secretsmanager/secret?name=${inUrl(name)}&region=${at}`,
  'sns/topic': inRegion('sns/v3/home', ({ arn }) => `/topic/${inUrl(arn)}`),
  'sqs/queue': inRegion('sqs/v3/home', (place) => `/queues/${inUrl(queueUrl(place))}`),
};

/** A job has a page; the workload that it is of has none. */
const jobPages: typeof pages = {
  'sagemaker/processing-job': sagemaker('processing-jobs'),
  'sagemaker/training-job': sagemaker('jobs'),
};

const pageIn = (known: typeof pages, { type, ...resource }: ResourceRef): string | undefined => {
  const partition = resource.arn.split(':')[1] ?? '';
  const path = Object.hasOwn(known, type) ? known[type]?.({ ...resource, partition }) : undefined;
  return path === undefined ? undefined : consoleUrl(partition, resource.region, path);
};

/** The page of a resource in AWS's console; undefined where we know none. */
export const resourcePage = (resource: ResourceRef): string | undefined => pageIn(pages, resource);

/** The page of the latest job of a workload. */
export const jobPage = (workload: ResourceRef, run: { arn: string; name: string } | undefined): string | undefined =>
  run && pageIn(jobPages, { ...workload, ...run });
