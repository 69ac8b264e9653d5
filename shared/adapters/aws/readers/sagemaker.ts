import {
  DescribeClusterCommand,
  DescribeCodeRepositoryCommand,
  DescribeDomainCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeMlflowAppCommand,
  DescribeMlflowTrackingServerCommand,
  DescribeModelCommand,
  DescribeModelPackageGroupCommand,
  DescribeNotebookInstanceCommand,
  DescribeNotebookInstanceLifecycleConfigCommand,
  DescribePipelineCommand,
  DescribeProcessingJobCommand,
  DescribeSpaceCommand,
  DescribeTrainingJobCommand,
  DescribeUserProfileCommand,
  GetModelPackageGroupPolicyCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import type { ResourceRef } from '../../../core/resource-ref.ts';
import { allPages, plain, type Operation, type Operations } from './operation.ts';

const described = (commandFor: (resource: ResourceRef) => object): Operation => ({
  client: 'sagemaker',
  ask: async (client, { resource }) => plain(await client.send(commandFor(resource))),
});

/** `user-profile/d-1/alice`: a domain, and a name in it. */
const inDomain = ({ name }: ResourceRef): { DomainId: string; name: string } => {
  const [DomainId = '', ...rest] = name.split('/');
  return { DomainId, name: rest.join('/') };
};

/** How SageMaker tells of its resources. Tags are of the resource's ARN, for all of them alike. */
export const sagemakerOperations: Operations = {
  'sagemaker:DescribeCluster': described(({ arn }) => new DescribeClusterCommand({ ClusterName: arn })),
  'sagemaker:DescribeCodeRepository': described(
    ({ name }) => new DescribeCodeRepositoryCommand({ CodeRepositoryName: name }),
  ),
  'sagemaker:DescribeDomain': described(({ name }) => new DescribeDomainCommand({ DomainId: name })),
  'sagemaker:DescribeEndpoint': described(({ name }) => new DescribeEndpointCommand({ EndpointName: name })),
  'sagemaker:DescribeEndpointConfig': described(
    ({ name }) => new DescribeEndpointConfigCommand({ EndpointConfigName: name }),
  ),
  'sagemaker:DescribeMlflowApp': described(({ arn }) => new DescribeMlflowAppCommand({ Arn: arn })),
  'sagemaker:DescribeMlflowTrackingServer': described(
    ({ name }) => new DescribeMlflowTrackingServerCommand({ TrackingServerName: name }),
  ),
  'sagemaker:DescribeModel': described(({ name }) => new DescribeModelCommand({ ModelName: name })),
  'sagemaker:DescribeModelPackageGroup': described(
    ({ name }) => new DescribeModelPackageGroupCommand({ ModelPackageGroupName: name }),
  ),
  'sagemaker:DescribeNotebookInstance': described(
    ({ name }) => new DescribeNotebookInstanceCommand({ NotebookInstanceName: name }),
  ),
  'sagemaker:DescribeNotebookInstanceLifecycleConfig': described(
    ({ name }) => new DescribeNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName: name }),
  ),
  'sagemaker:DescribePipeline': described(({ name }) => new DescribePipelineCommand({ PipelineName: name })),
  'sagemaker:DescribeProcessingJob': described(
    ({ name }) => new DescribeProcessingJobCommand({ ProcessingJobName: name }),
  ),
  'sagemaker:DescribeSpace': described((resource) => {
    const { DomainId, name } = inDomain(resource);
    return new DescribeSpaceCommand({ DomainId, SpaceName: name });
  }),
  'sagemaker:DescribeTrainingJob': described(({ name }) => new DescribeTrainingJobCommand({ TrainingJobName: name })),
  'sagemaker:DescribeUserProfile': described((resource) => {
    const { DomainId, name } = inDomain(resource);
    return new DescribeUserProfileCommand({ DomainId, UserProfileName: name });
  }),
  'sagemaker:GetModelPackageGroupPolicy': {
    ...described(({ name }) => new GetModelPackageGroupPolicyCommand({ ModelPackageGroupName: name })),
    // For a group without a policy it has no answer but an error; that the group is there was told before.
    answers: { ValidationException: { ResourcePolicy: null }, ResourceNotFound: { ResourcePolicy: null } },
  },
  'sagemaker:ListTags': {
    client: 'sagemaker',
    ask: async (client, { resource: { arn } }) => ({
      Tags: await allPages((NextToken) => client.send(new ListTagsCommand({ ResourceArn: arn, NextToken })), {
        items: 'Tags',
      }),
    }),
  },
};
