import type { ResourceRef } from '../../../core/resource-ref.ts';
import type { Members } from '../../../core/trail-record.ts';

/** What an operation may look at: the resource in question, and what the operations before it answered. */
export interface Asked {
  resource: ResourceRef;
  output: Members;
  /** The client of the same service in another account, for what only that account may ask. */
  inAccount(account: string): Promise<Sends>;
}

/** A client of the SDK, as far as it is used: its commands are made by the operations, which know their inputs. */
export interface Sends {
  // The commands of a client have a type each; an operation makes none but those of its own client.
  send(command: any): Promise<object>;
}

/** One operation of AWS that tells something of a resource. */
export interface Operation {
  /** Which client it is of: a service, as in a permission. */
  client: ServiceName;
  /** What it answers, as far as it counts; may ask several times, for pages and parts. */
  ask(client: Sends, asked: Asked): Promise<Members>;
  /** Errors that are answers: S3 has an error for a bucket without a policy. By their names. */
  answers?: Readonly<Record<string, Members>>;
}

export type ServiceName =
  | 'cloudtrail'
  | 'dynamodb'
  | 'ec2'
  | 'ecr'
  | 'events'
  | 'iam'
  | 'kms'
  | 'lambda'
  | 'organizations'
  | 's3'
  | 'sagemaker'
  | 'scheduler'
  | 'secretsmanager'
  | 'sns'
  | 'sqs'
  | 'sso';

/** The operations of some services, by the permission that each takes: `sagemaker:DescribeModel`. */
export type Operations = Readonly<Record<string, Operation>>;

/** The members of an output alone, times as texts: as the command line writes them, which is what types read. */
export const plain = (output: object): Members => {
  const { $metadata: _, ...members } = JSON.parse(JSON.stringify(output)) as Members;
  return members;
};

/** All items of an operation that answers in pages. */
export const allPages = async (
  page: (token: string | undefined) => Promise<object>,
  { items, next = 'NextToken' }: { items: string; next?: string },
): Promise<unknown[]> => {
  const found: unknown[] = [];
  let token: string | undefined;
  do {
    const output = plain(await page(token));
    const list = output[items];
    if (Array.isArray(list)) found.push(...(list as unknown[]));
    token = typeof output[next] === 'string' && output[next] !== '' ? output[next] : undefined;
  } while (token !== undefined);
  return found;
};

/** What stands behind the kind in an ARN's last part: `name` of `…:notebook-instance/name`. */
export const lastPart = (text: string): string => text.slice(text.lastIndexOf('/') + 1);
