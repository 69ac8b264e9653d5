import * as z from 'zod';
import { defaultsTo, defineResourceType } from '../../core/resource-type.ts';
import { textOf } from '../../core/trail-record.ts';
import { sagemakerArn } from './arn.ts';
import { named } from './members.ts';
import { isLastingStatus, mlflowMembers, mlflowReferences } from './mlflow.ts';
import { taggingOf } from './tags.ts';

/** A server that keeps experiments, and their models in a bucket. It takes half an hour to come, and minutes to change. */
export const mlflowTrackingServer = defineResourceType({
  name: 'sagemaker/mlflow-tracking-server',
  cloudFormationType: 'AWS::SageMaker::MlflowTrackingServer',
  state: z.object({
    ...mlflowMembers,
    /** Whether it makes sure that the bucket still belongs to the account it belonged to. */
    s3BucketOwnerVerification: defaultsTo(z.boolean(), true),
  }),
  nameOf: ({ trackingServerName }) => textOf(trackingServerName),
  arnOf: sagemakerArn('mlflow-tracking-server'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateMlflowTrackingServer: 'create',
    UpdateMlflowTrackingServer: { effect: 'update', asynchronous: true, state: named },
    DeleteMlflowTrackingServer: { effect: 'delete', asynchronous: true },
    ...taggingOf('mlflow-tracking-server'),
  },
  described: {
    by: ['sagemaker:DescribeMlflowTrackingServer', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['TrackingServerArn']),
    isFinal: (output) => isLastingStatus(output['TrackingServerStatus']),
  },
  references: mlflowReferences,
});
