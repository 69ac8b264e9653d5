import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { inject } from 'vitest';
import { queueNames, stackNames, storeParameters, topicNames } from '../../shared/app/service/names.ts';
import { motoHandle, newTable } from './tables.ts';

export const stage = 'prod';
export const region = 'eu-central-1';

const options = (where = region) => ({
  region: where,
  endpoint: inject('endpoint'),
  credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
});

/** A stack with what the command line looks at: its queues, topics and one rule, by the names that they are known by. */
const template = () => {
  const { work, deadLetters } = queueNames(stage);
  const { findings, operations } = topicNames(stage);
  const named = (names: readonly string[], Type: string, member: string) =>
    names.map((name, index) => [`${member}${index}`, { Type, Properties: { [member]: name } }]);
  return JSON.stringify({
    Parameters: { WatchedRegions: { Type: 'String' }, Organization: { Type: 'String' } },
    Resources: {
      ...Object.fromEntries([
        ...named([`sagewatch-${stage}-events`, work, ...deadLetters], 'AWS::SQS::Queue', 'QueueName'),
        ...named([findings, operations], 'AWS::SNS::Topic', 'TopicName'),
      ]),
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { Name: `sagewatch-${stage}-iam`, State: 'ENABLED', EventPattern: { source: ['aws.iam'] } },
      },
    },
  });
};

/** Makes what a deployed stage has, as far as the command line gets at it. Returns the ARN of its key. */
export const newStage = async (): Promise<string> => {
  const ssm = new SSMClient(options());
  const { KeyMetadata } = await new KMSClient(options()).send(new CreateKeyCommand({}));
  const values = { table: await newTable(motoHandle()), key: KeyMetadata?.Arn ?? '' };
  for (const name of ['table', 'key'] as const) {
    const Name = storeParameters(stage)[name];
    await ssm.send(new PutParameterCommand({ Name, Value: values[name], Type: 'String' }));
  }
  await newHomeStack();
  return values.key;
};

/** Makes the home stack alone, in some Region. */
export const newHomeStack = async (where = region): Promise<void> => {
  await new CloudFormationClient(options(where)).send(
    new CreateStackCommand({
      StackName: stackNames(stage).home,
      TemplateBody: template(),
      Parameters: [
        { ParameterKey: 'WatchedRegions', ParameterValue: `${where},us-east-1` },
        { ParameterKey: 'Organization', ParameterValue: '' },
      ],
    }),
  );
};

/** A trail that logs all management events of all Regions. */
export const newTrail = async (): Promise<void> => {
  const trail = new CloudTrailClient(options());
  await new S3Client({ ...options(), forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: 'trail', CreateBucketConfiguration: { LocationConstraint: region } }),
  );
  const Name = 'everything';
  await trail.send(
    new CreateTrailCommand({ Name, S3BucketName: 'trail', IsMultiRegionTrail: true, EnableLogFileValidation: true }),
  );
  // What AWS has by default, moto has only when it is told.
  const AdvancedEventSelectors = [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }];
  await trail.send(new PutEventSelectorsCommand({ TrailName: Name, AdvancedEventSelectors }));
  await trail.send(new StartLoggingCommand({ Name }));
};
