import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECRClient } from '@aws-sdk/client-ecr';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { globalRegions } from '../../../core/global-region.ts';
import { partitionOf } from '../../../core/resource-ref.ts';
import type { Sends, ServiceName } from './operation.ts';
import type { ClientsFor } from './reader.ts';

/** Services whose calls go to one Region of their partition, whatever Region the resource seems to have. */
const globalServices = new Set<ServiceName>(['iam', 'organizations']);

interface Options {
  region: string;
  maxAttempts: number;
  credentials?: ReturnType<typeof fromTemporaryCredentials>;
}

const constructors: Readonly<Record<ServiceName, (options: Options) => Sends>> = {
  cloudtrail: (options) => new CloudTrailClient(options),
  dynamodb: (options) => new DynamoDBClient(options),
  ec2: (options) => new EC2Client(options),
  ecr: (options) => new ECRClient(options),
  events: (options) => new EventBridgeClient(options),
  iam: (options) => new IAMClient(options),
  kms: (options) => new KMSClient(options),
  lambda: (options) => new LambdaClient(options),
  organizations: (options) => new OrganizationsClient(options),
  s3: (options) => new S3Client({ ...options, followRegionRedirects: true }),
  sagemaker: (options) => new SageMakerClient(options),
  scheduler: (options) => new SchedulerClient(options),
  secretsmanager: (options) => new SecretsManagerClient(options),
  sns: (options) => new SNSClient(options),
  sqs: (options) => new SQSClient(options),
  sso: (options) => new SSOAdminClient(options),
};

/** Whose account the watchdog runs in, where, and as whom it reads in the others. */
export interface ReadingFrom {
  account: string;
  region: string;
  /** The name of the role that every other account has for us. */
  readerRole: string;
}

/**
 * Clients for wherever a resource is: in the own account with the own credentials, in another by assuming the reader's role
 * there. Made when first asked for, and kept: credentials renew themselves.
 */
export const readingClients = ({ account: home, region: homeRegion, readerRole }: ReadingFrom): ClientsFor => {
  const partition = partitionOf(homeRegion);
  const kept = new Map<string, Sends>();
  return async (service, { account, region }) => {
    const where = globalServices.has(service) ? (globalRegions[partition] ?? homeRegion) : region || homeRegion;
    const key = `${service} ${account} ${where}`;
    const known = kept.get(key);
    if (known) return known;
    const client = constructors[service]({
      region: where,
      maxAttempts: 3,
      ...(account !== home && {
        credentials: fromTemporaryCredentials({
          params: {
            RoleArn: `arn:${partition}:iam::${account}:role/${readerRole}`,
            RoleSessionName: 'sagewatch',
          },
          clientConfig: { region: homeRegion },
        }),
      }),
    });
    kept.set(key, client);
    return client;
  };
};
