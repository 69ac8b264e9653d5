import type { WrittenPolicy, WrittenStatement } from './guardrail.ts';

export interface TrainingRoleOptions {
  bucket: string | readonly string[];
  /** The ARN of the key; of several, the first also tells partition, region and account. */
  kmsKey: string | readonly string[];
  /** The endpoint through which S3 is reached; without one, the job may reach it as it likes. */
  vpce?: string | undefined;
  /** ARNs of the image repositories; without any, the deep learning images of AWS (in the partition `aws`). */
  repositories?: readonly string[] | undefined;
}

interface Place {
  partition: string;
  region: string;
  account: string;
}

/** Where a key is, if the text is the ARN of a key by its id: a policy that names an alias grants nothing. */
export const placeOfKey = (arn: string): Place | undefined => {
  const [, partition, region, account] = /^arn:(aws[a-z-]*):kms:([a-z0-9-]+):(\d{12}):key\/[\w-]+$/.exec(arn) ?? [];
  return partition !== undefined && region !== undefined && account !== undefined
    ? { partition, region, account }
    : undefined;
};

/** The registry of AWS's Deep Learning Containers in most regions (their list of available images). */
const deepLearningImages = '763104351884';

/** What a job in a VPC does to its network interfaces: calls that take no resource, or one that is not made yet. */
const networkInterfaces: WrittenStatement = {
  Sid: 'NetworkInterfaces',
  Effect: 'Allow',
  Action: [
    'ec2:CreateNetworkInterface',
    'ec2:CreateNetworkInterfacePermission',
    'ec2:DeleteNetworkInterface',
    'ec2:DeleteNetworkInterfacePermission',
    'ec2:DescribeDhcpOptions',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
  ],
  Resource: '*',
};

/** One as AWS's own examples write it: no list. */
const oneOrMany = (texts: readonly string[]): string | readonly string[] => {
  const [only] = texts;
  return only !== undefined && texts.length === 1 ? only : texts;
};

const onBuckets = (
  { bucket, vpce }: TrainingRoleOptions,
  { partition }: Place,
  [Sid, Action, resource]: readonly [string, string | readonly string[], string],
): WrittenStatement => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource: oneOrMany([bucket].flat().map((name) => `arn:${partition}:s3:::${name}${resource}`)),
  ...(vpce !== undefined && { Condition: { StringEquals: { 'aws:SourceVpce': vpce } } }),
});

/**
 * The least that a training job needs: its buckets, its keys, and what it takes to run at all: images, logs and
 * metrics (the activity "access required AWS services" of SageMaker's Role Manager), in a VPC its network interfaces.
 */
export const trainingRole = (options: TrainingRoleOptions, place: Place): WrittenPolicy => {
  const { kmsKey, vpce, repositories = [] } = options;
  const { partition, region, account } = place;
  const images = `arn:${partition}:ecr:${region}:${deepLearningImages}:repository/*`;
  return {
    Version: '2012-10-17',
    Statement: [
      onBuckets(options, place, ['Data', ['s3:GetObject', 's3:PutObject'], '/*']),
      onBuckets(options, place, ['DataList', 's3:ListBucket', '']),
      {
        Sid: 'DataKey',
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: oneOrMany([kmsKey].flat()),
      },
      {
        Sid: 'Images',
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: repositories.length > 0 ? repositories : images,
      },
      { Sid: 'ImagesLogin', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      {
        Sid: 'Logs',
        Effect: 'Allow',
        Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: `arn:${partition}:logs:${region}:${account}:log-group:/aws/sagemaker/*`,
      },
      {
        Sid: 'Metrics',
        Effect: 'Allow',
        Action: 'cloudwatch:PutMetricData',
        Resource: '*',
        Condition: { StringLike: { 'cloudwatch:namespace': ['/aws/sagemaker/*', '*SageMaker*'] } },
      },
      ...(vpce === undefined ? [] : [networkInterfaces]),
    ],
  };
};

/** Who may take the role: SageMaker, for jobs of the account and region alone. */
export const trainingTrust = ({ partition, region, account }: Place) => ({
  Version: '2012-10-17' as const,
  Statement: [
    {
      Sid: 'SageMakerOfThisAccount',
      Effect: 'Allow' as const,
      Principal: { Service: 'sagemaker.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': `arn:${partition}:sagemaker:${region}:${account}:*` },
      },
    },
  ],
});
