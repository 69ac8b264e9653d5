import { partitionOf } from '../core/resource-ref.ts';
import { textOf, type Members, type TrailRecord } from '../core/trail-record.ts';
import { permission } from './events/permissions.ts';
import { member } from './own-stack.ts';

const texts = (value: unknown): readonly string[] => [value ?? []].flat().filter((each) => typeof each === 'string');

/** What AddPermission of queues and topics puts into a policy: accounts that may do something. [SQS and SNS API references] */
export const permissionAdded = (
  request: Members,
  { awsRegion }: TrailRecord,
  { actions, resource }: { actions: string; resource: string | undefined },
): Record<string, string> => {
  const accounts = texts(member(request, 'AWSAccountIds') ?? member(request, 'AWSAccountId'));
  const service = (resource ?? '').split(':')[2] ?? '*';
  return permission({
    Sid: textOf(request['label']),
    Effect: 'Allow',
    Principal: { AWS: accounts.map((account) => `arn:${partitionOf(awsRegion)}:iam::${account}:root`) },
    Action: texts(member(request, actions)).map((action) => `${service}:${action}`),
    Resource: resource,
  });
};
