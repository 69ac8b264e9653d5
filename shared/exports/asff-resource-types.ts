/**
 * What Security Hub calls our types of resources (members of `ResourceDetails` in its API); what it has no word for is
 * `Other`. Source: Security Hub API reference, AwsSecurityFinding.
 */
export const asffResourceTypes: Readonly<Record<string, string>> = {
  'cloudformation/stack': 'AwsCloudFormationStack',
  'cloudtrail/trail': 'AwsCloudTrailTrail',
  'dynamodb/table': 'AwsDynamoDbTable',
  'ec2/security-group': 'AwsEc2SecurityGroup',
  'ecr/repository': 'AwsEcrRepository',
  'events/event-bus': 'AwsEventsEventbus',
  'iam/group': 'AwsIamGroup',
  'iam/managed-policy': 'AwsIamPolicy',
  'iam/role': 'AwsIamRole',
  'iam/user': 'AwsIamUser',
  'kms/key': 'AwsKmsKey',
  'lambda/function': 'AwsLambdaFunction',
  's3/bucket': 'AwsS3Bucket',
  'sagemaker/notebook-instance': 'AwsSageMakerNotebookInstance',
  'secretsmanager/secret': 'AwsSecretsManagerSecret',
  'sns/topic': 'AwsSnsTopic',
  'sqs/queue': 'AwsSqsQueue',
};
