import type { ResourceRef } from '../../../core/resource-ref.ts';
import type { ResourceType } from '../../../core/resource-type.ts';
import type { Members } from '../../../core/trail-record.ts';
import type { Clock, Reader, ReadOutcome } from '../../../ports.ts';
import { fromApi } from '../../../resources/from-api.ts';
import { failureOf } from '../trail/aws-error.ts';
import { AbsentError } from './absent-error.ts';
import { auditOperations } from './audit.ts';
import { ec2Operations } from './ec2.ts';
import { iamOperations, inlinePolicyOperation } from './iam.ts';
import { kmsOperations } from './kms.ts';
import type { Asked, Operation, Operations, Sends, ServiceName } from './operation.ts';
import { ownStackOperations } from './own-stack.ts';
import { policiedOperations } from './policied.ts';
import { s3Operations } from './s3.ts';
import { sagemakerOperations } from './sagemaker.ts';
import { ssoOperations } from './sso.ts';
import { UnavailableError } from './unavailable-error.ts';

/** Every operation that some type is read by. */
export const operations: Operations = {
  ...auditOperations,
  ...ec2Operations,
  ...iamOperations,
  ...kmsOperations,
  ...ownStackOperations,
  ...policiedOperations,
  ...s3Operations,
  ...sagemakerOperations,
  ...ssoOperations,
};

/** The client of a service where a resource is, with the credentials of its account. */
export type ClientsFor = (service: ServiceName, place: { account: string; region: string }) => Promise<Sends>;

/** Names of errors that say that what was asked for is not there. */
const absent =
  /^(ResourceNotFound(Exception)?|NoSuchEntity(Exception)?|NotFoundException|NoSuchBucket|TrailNotFoundException|PolicyNotFoundException|TargetNotFoundException|RepositoryNotFoundException|InvalidGroup\.NotFound|InvalidVpcEndpointId\.NotFound|TableNotFoundException|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue)$/;

/** SageMaker's older calls have no error of their own for it (API reference, Common errors): their words say it. */
const absentInWords =
  /could not find|RecordNotFound|(resource|job|model|endpoint|config\w*|instance) .*not found|does not exist/i;

const isAbsent = (error: unknown): boolean => {
  if (error instanceof AbsentError) return true;
  const { name = '', message = '' } = (error ?? {}) as { name?: string; message?: string };
  return absent.test(name) || (name === 'ValidationException' && absentInWords.test(message));
};

/** The operations that tell of one resource: of an inline policy, only the one of its owner's kind. */
const operationsOf = ({ name, described }: ResourceType, { arn }: ResourceRef): readonly string[] => {
  if (name !== 'iam/inline-policy') return described?.by ?? [];
  const operation = inlinePolicyOperation(arn);
  return operation === undefined ? [] : [operation];
};

type Unavailable = Extract<ReadOutcome, { kind: 'unavailable' }>;

const unavailable = (reason: string): Unavailable => ({ kind: 'unavailable', reason });

const isRoot = ({ arn }: ResourceRef): boolean => arn.endsWith(':root');

/**
 * Asks AWS what resources are, by their names, with all operations that their types are read by. Found, absent and
 * unavailable are never taken for one another: what is denied names the permission, throttling and faults of AWS are thrown
 * for whoever asks to come again.
 */
export const awsReader = (clientsFor: ClientsFor, clock: Clock): Reader => ({
  get: async (type, resource) => {
    const names = operationsOf(type, resource);
    if (names.length === 0 || isRoot(resource)) return unavailable(`AWS cannot be asked about ${resource.arn}`);
    // A moment before the first answer: what changes meanwhile is later, and so outranks it.
    const at = clock.now();
    const output: Members = {};
    for (const name of names) {
      const operation = operations[name];
      if (!operation) return unavailable(`there is no reader for ${name}`);
      const answer = await answered(operation, name, clientsFor, { resource, output });
      if ('kind' in answer) return answer.kind === 'absent' ? { kind: 'absent', at } : answer;
      Object.assign(output, answer.members);
    }
    const named = type.described?.nameOf(output);
    if (named === undefined) return unavailable(`what AWS answered is no ${type.name}`);
    return { kind: 'found', state: fromApi<object>(type, output) as Members, at, final: isFinal(type, output) };
  },
});

const isFinal = ({ described }: ResourceType, output: Members): boolean => described?.isFinal?.(output) ?? true;

type Answer = { members: Members } | { kind: 'absent' } | Unavailable;

const answered = async (
  { client, ask, answers = {} }: Operation,
  permission: string,
  clientsFor: ClientsFor,
  { resource, output }: Omit<Asked, 'inAccount'>,
): Promise<Answer> => {
  let { account } = resource;
  const inAccount = (other: string) => {
    account = other;
    return clientsFor(client, { account, region: resource.region });
  };
  try {
    return { members: await ask(await inAccount(account), { resource, output, inAccount }) };
  } catch (error) {
    const { name = '' } = (error ?? {}) as { name?: string };
    const known = answers[name];
    if (known) return { members: known };
    if (isAbsent(error)) return { kind: 'absent' };
    if (error instanceof UnavailableError) return unavailable(error.message);
    if (failureOf(error) === 'denied') {
      return { ...unavailable(`the permission ${permission} is missing in account ${account}`), permission };
    }
    throw error;
  }
};
