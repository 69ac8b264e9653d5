import { stageForm, storeParameters } from '../../../app/service/names.ts';
import { SourceError } from '../../../core/source-error.ts';
import { defaultRetention, retentionOf, type Retention } from '../dynamo/retention.ts';
import { clientOptions } from '../trail/aws-options.ts';
import { told, type Sends } from './told.ts';

/** Which deployed stage, whose credentials, and the Region that it runs in. */
export interface StackOptions {
  stage: string;
  profile?: string | undefined;
  region?: string | undefined;
}

const services = {
  cloudformation: async () => (await import('@aws-sdk/client-cloudformation')).CloudFormationClient,
  cloudwatch: async () => (await import('@aws-sdk/client-cloudwatch')).CloudWatchClient,
  cloudtrail: async () => (await import('@aws-sdk/client-cloudtrail')).CloudTrailClient,
  dynamodb: async () => (await import('@aws-sdk/client-dynamodb')).DynamoDBClient,
  events: async () => (await import('@aws-sdk/client-eventbridge')).EventBridgeClient,
  ses: async () => (await import('@aws-sdk/client-sesv2')).SESv2Client,
  sns: async () => (await import('@aws-sdk/client-sns')).SNSClient,
  sqs: async () => (await import('@aws-sdk/client-sqs')).SQSClient,
  ssm: async () => (await import('@aws-sdk/client-ssm')).SSMClient,
  sts: async () => (await import('@aws-sdk/client-sts')).STSClient,
};

/** A service as permissions call it. */
export type StackService = keyof typeof services;

/** A deployed stage, as somebody with credentials of their own gets at it. */
export interface StackAccess {
  stage: string;
  /** The Region that it runs in. */
  region(): Promise<string>;
  /** A client whose failures are told for people; each is made once. Default: in the stage's own Region. */
  client(service: StackService, region?: string): Promise<Sends>;
}

const sdkClient = async (service: StackService, options: StackOptions): Promise<Sends> => {
  const Client = await services[service]();
  return new Client(await clientOptions(options));
};

const configuredRegion = async (options: StackOptions): Promise<string> => {
  const Client = await services.ssm();
  try {
    return await new Client(await clientOptions(options)).config.region();
  } catch (error) {
    throw new SourceError(
      `stack ${options.stage}: no Region is set; name the one that it runs in with --region, or set it in the profile`,
      { cause: error },
    );
  }
};

/** Gets at a stage with the user's own credentials. Throws a `SourceError` for what cannot be the name of one. */
export const stackAccess = (options: StackOptions, clientOf = sdkClient, regionOf = configuredRegion): StackAccess => {
  const { stage } = options;
  if (!stageForm.test(stage)) {
    throw new SourceError(
      `--stack ${stage}: no stage is called so; up to 20 small letters and digits that begin with a letter: prod`,
    );
  }
  const clients = new Map<string, Promise<Sends>>();
  let home: Promise<string> | undefined;
  const region = async () => (home ??= regionOf(options));
  return {
    stage,
    region,
    client: async (service, wanted) => {
      const where = wanted ?? (await region());
      const key = `${service} ${where}`;
      const made =
        clients.get(key) ??
        clientOf(service, { ...options, region: where }).then((client) =>
          told(client, `stack ${stage} in ${where}`, service),
        );
      clients.set(key, made);
      return made;
    },
  };
};

/** Where a stage's store is, and for how long it keeps things. */
export interface StackStoreParts {
  table: string;
  key: string;
  retention: Retention;
}

/** What infra/table.yml says of where a stage's store is. Throws a `SourceError` where there is no such stage. */
export const storeOf = async (access: StackAccess): Promise<StackStoreParts> => {
  const { stage } = access;
  const { GetParametersCommand } = await import('@aws-sdk/client-ssm');
  const { table, key, retention } = storeParameters(stage);
  const client = await access.client('ssm');
  const { Parameters = [] } = (await client.send(new GetParametersCommand({ Names: [table, key, retention] }))) as {
    Parameters?: { Name?: string; Value?: string }[];
  };
  const valueOf = (name: string) => Parameters.find(({ Name }) => Name === name)?.Value;
  const found = { table: valueOf(table), key: valueOf(key) };
  if (found.table === undefined || found.key === undefined) {
    throw new SourceError(
      `stack ${stage}: there is none in ${await access.region()} (no parameter ${found.table === undefined ? table : key}); name the Region that it runs in with --region, or deploy it: npm run deploy -- --stage ${stage}`,
    );
  }
  const kept = valueOf(retention);
  // A stage of a release that had no such parameter keeps things for as long as that did.
  const read = kept === undefined ? defaultRetention : retentionOf(kept);
  if (!read) {
    throw new SourceError(
      `stack ${stage}: its store cannot keep things as the parameter ${retention} says; set it anew: npm run deploy -- --stage ${stage} --keep-ledger DAYS --keep-findings DAYS`,
    );
  }
  return { table: found.table, key: found.key, retention: read };
};
