/** A call that carries data to the owner of the resource it is for. */
export interface CarryingCall {
  action: string;
  /** A pattern of such resources, with a star for the account that owns one; S3's buckets name none. */
  resource: string;
  /** The service answers it without a signature where the resource's own policy says so. */
  unsigned?: true;
}

const carrying = (resource: string, ...actions: readonly string[]): readonly CarryingCall[] =>
  actions.map((action) => ({ action, resource }));

const images = carrying('arn:*:ecr:*:*:repository/*', 'ecr:PutImage', 'ecr:UploadLayerPart');

/**
 * The services of endpoints that machine learning uses and that take data in, and by which calls. A role that is assumed
 * takes nothing itself: it is how code that runs on the data becomes somebody else. The actions by which a policy holds the
 * endpoints of notebook instances and Studio are those that hand out their URLs. [SageMaker, connecting through an interface
 * endpoint]
 */
const carryingCalls: Readonly<Record<string, readonly CarryingCall[]>> = {
  s3: [
    { action: 's3:PutObject', resource: 'arn:*:s3:::*/*', unsigned: true },
    ...carrying('arn:*:s3:*:*:accesspoint/*/object/*', 's3:PutObject'),
  ],
  's3-global.accesspoint': carrying('arn:*:s3::*:accesspoint/*/object/*', 's3:PutObject'),
  dynamodb: carrying(
    'arn:*:dynamodb:*:*:table/*',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:BatchWriteItem',
  ),
  'sagemaker.api': [
    ...carrying('arn:*:sagemaker:*:*:training-job/*', 'sagemaker:CreateTrainingJob'),
    ...carrying('arn:*:sagemaker:*:*:processing-job/*', 'sagemaker:CreateProcessingJob'),
    ...carrying('arn:*:sagemaker:*:*:model/*', 'sagemaker:CreateModel'),
    ...carrying(
      'arn:*:sagemaker:*:*:notebook-instance-lifecycle-config/*',
      'sagemaker:CreateNotebookInstanceLifecycleConfig',
    ),
  ],
  'sagemaker.runtime': carrying(
    'arn:*:sagemaker:*:*:endpoint/*',
    'sagemaker:InvokeEndpoint',
    'sagemaker:InvokeEndpointWithResponseStream',
  ),
  'sagemaker.featurestore-runtime': carrying('arn:*:sagemaker:*:*:feature-group/*', 'sagemaker:PutRecord'),
  'sagemaker.notebook': carrying(
    'arn:*:sagemaker:*:*:notebook-instance/*',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
  ),
  'sagemaker.studio': carrying('arn:*:sagemaker:*:*:user-profile/*', 'sagemaker:CreatePresignedDomainUrl'),
  'ecr.api': images,
  'ecr.dkr': images,
  sts: carrying('arn:*:iam::*:role/*', 'sts:AssumeRole'),
  logs: carrying('arn:*:logs:*:*:log-group:*', 'logs:PutLogEvents'),
  secretsmanager: carrying(
    'arn:*:secretsmanager:*:*:secret:*',
    'secretsmanager:CreateSecret',
    'secretsmanager:PutSecretValue',
  ),
};

/**
 * The service that an endpoint leads to, without its Region: `com.amazonaws.eu-central-1.sagemaker.api-fips` is
 * sagemaker.api, `aws.sagemaker.eu-central-1.studio` is sagemaker.studio. Undefined: not one of AWS's.
 */
export const endpointService = (name: string): string | undefined => {
  const region = String.raw`[a-z]+(?:-[a-z]+)+-\d+\.`;
  const studio = new RegExp(`^aws\\.sagemaker\\.${region}([a-z-]+)$`).exec(name)?.[1];
  if (studio !== undefined) return `sagemaker.${studio}`;
  return new RegExp(`^(?:cn\\.)?com\\.amazonaws\\.(?:${region})?([a-z][a-z0-9.-]*?)(?:-fips)?$`).exec(name)?.[1];
};

/** The calls that carry data out through an endpoint of a service; of any, where none is told; none, where we judge none. */
export const callsThrough = (name: string | undefined): readonly CarryingCall[] => {
  if (name === undefined) return Object.values(carryingCalls).flat();
  const service = endpointService(name);
  return service !== undefined && Object.hasOwn(carryingCalls, service) ? (carryingCalls[service] ?? []) : [];
};
