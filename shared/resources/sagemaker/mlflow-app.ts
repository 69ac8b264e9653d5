import * as z from 'zod';
import { defineResourceType } from '../../core/resource-type.ts';
import { textOf, within, type Members, type TrailRecord } from '../../core/trail-record.ts';
import { sagemakerArn } from './arn.ts';
import { named } from './members.ts';
import { isLastingStatus, mlflowMembers, mlflowReferences } from './mlflow.ts';
import { taggingOf } from './tags.ts';

/** Its ARN holds an id that only answers tell; what a creation calls `name` is no part of it. */
const identified = ({ arn }: Members, { responseElements }: TrailRecord): string | undefined =>
  textOf(arn) ?? textOf(within(responseElements, 'arn'));

/** MLflow without a server of one's own. */
export const mlflowApp = defineResourceType({
  name: 'sagemaker/mlflow-app',
  cloudFormationType: 'AWS::SageMaker::MlflowApp',
  state: z.object(mlflowMembers),
  nameOf: identified,
  arnOf: sagemakerArn('mlflow-app'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateMlflowApp: 'create',
    UpdateMlflowApp: { effect: 'update', asynchronous: true, state: named },
    DeleteMlflowApp: { effect: 'delete', asynchronous: true },
    ...taggingOf('mlflow-app'),
  },
  described: {
    by: ['sagemaker:DescribeMlflowApp', 'sagemaker:ListTags'],
    // Outputs of other services have an `Arn`, too. One that was deleted is still described, but there no longer.
    nameOf: ({ Arn: arn, Status: status }) =>
      status !== 'Deleted' && /:mlflow-app\//.test(textOf(arn) ?? '') ? textOf(arn) : undefined,
    isFinal: (output) => isLastingStatus(output['Status']),
  },
  references: mlflowReferences,
});
