import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, sometimes } from '../../core/resource-type.ts';
import { textOf } from '../../core/trail-record.ts';
import { sagemakerArn } from './arn.ts';
import { taggingOf } from './tags.ts';

/** A group of model versions, with the resource policy that shares it. */
export const modelPackageGroup = defineResourceType({
  name: 'sagemaker/model-package-group',
  cloudFormationType: 'AWS::SageMaker::ModelPackageGroup',
  state: z.object({
    /** JSON; null: it has none. It is read apart, by GetModelPackageGroupPolicy. */
    resourcePolicy: sometimes(z.string().nullable()),
    tags: tagMap(),
  }),
  nameOf: ({ modelPackageGroupName }) => textOf(modelPackageGroupName),
  arnOf: sagemakerArn('model-package-group'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateModelPackageGroup: { effect: 'create', state: ({ tags }) => ({ tags, resourcePolicy: null }) },
    PutModelPackageGroupPolicy: {
      effect: 'update',
      state: ({ resourcePolicy }) => ({ resourcePolicy }),
    },
    DeleteModelPackageGroupPolicy: { effect: 'update', state: () => ({ resourcePolicy: null }) },
    DeleteModelPackageGroup: { effect: 'delete', asynchronous: true },
    ...taggingOf('model-package-group'),
  },
  described: {
    by: ['sagemaker:DescribeModelPackageGroup', 'sagemaker:GetModelPackageGroupPolicy', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['ModelPackageGroupArn']),
    isFinal: (output) => ['Completed', 'Failed', 'DeleteFailed'].includes(String(output['ModelPackageGroupStatus'])),
  },
});
