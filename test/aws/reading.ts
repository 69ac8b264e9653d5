import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { setSecret } from '../../shared/adapters/aws/production/secrets.ts';
import { stackAccess } from '../../shared/adapters/aws/production/stack-access.ts';
import { secretParameter } from '../../shared/app/service/names.ts';
import type { SecretName } from '../../shared/core/secret-name.ts';
import { credentials, region, stage } from './deployed.ts';
import { taken } from './pollers.ts';

const options = () => {
  const { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = credentials();
  return {
    region,
    endpoint,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  };
};

/** Keeps a secret as `sagewatch secret set` does, which also looks at whether it is one of Slack's own. Returns how SSM keeps it. */
export const keepSecret = async (name: SecretName, value: string): Promise<string | undefined> => {
  const ssm = new SSMClient(options());
  const access = stackAccess(
    { stage, region },
    async () => ssm,
    async () => region,
  );
  await setSecret(access, name, value);
  const kept = await ssm.send(new GetParameterCommand({ Name: secretParameter(stage, name) }));
  return kept.Parameter?.Type;
};

/** What a subscriber of a topic gets. */
export interface Published {
  Subject: string;
  Message: string;
  MessageAttributes: Record<string, { Type: string; Value: string }>;
}

/** Subscribes a queue to a topic. Returns what takes out of it what was published since. */
export const subscribed = async (TopicArn: string): Promise<() => Promise<Published[]>> => {
  const sqs = new SQSClient(options());
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'subscriber' }));
  const url = options().endpoint + new URL(QueueUrl).pathname;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
  await new SNSClient(options()).send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Attributes?.QueueArn }),
  );
  return async () => (await taken(url)).map(({ Body = '' }) => JSON.parse(Body) as Published);
};
