import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defineResourceType, refer, sometimes, unset } from '../../core/resource-type.ts';
import { textOf } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { sagemakerArn } from './arn.ts';
import { taggingOf } from './tags.ts';

const toggle = z.enum(['Enabled', 'Disabled']);

export const notebookInstance = defineResourceType({
  name: 'sagemaker/notebook-instance',
  cloudFormationType: 'AWS::SageMaker::NotebookInstance',
  state: z.object({
    roleArn: z.string(),
    directInternetAccess: toggle.default('Enabled'),
    rootAccess: toggle.default('Enabled'),
    kmsKeyId: unset(z.string()),
    subnetId: unset(z.string()),
    securityGroupIds: unset(z.array(z.string())),
    lifecycleConfigName: unset(z.string()),
    /** Left out, it is the platform that AWS offers on that day. */
    platformIdentifier: sometimes(z.string()),
    ipAddressType: unset(z.string()),
    minimumInstanceMetadataServiceVersion: z.string().default('1'),
    defaultCodeRepository: unset(z.string()),
    additionalCodeRepositories: unset(z.array(z.string())),
    tags: tagMap(),
  }),
  facts: z.object({
    sessionExpirationDurationInSeconds: unset(z.number()),
  }),
  nameOf: ({ notebookInstanceName }) => textOf(notebookInstanceName),
  arnOf: sagemakerArn('notebook-instance'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateNotebookInstance: {
      effect: 'create',
      state: ({ instanceMetadataServiceConfiguration: service, ...request }) => ({
        ...request,
        ...(service as object),
      }),
    },
    UpdateNotebookInstance: {
      effect: 'update',
      state: ({ instanceMetadataServiceConfiguration: service, ...request }) => ({
        ...request,
        ...(service as object),
        ...(request['disassociateLifecycleConfig'] === true && { lifecycleConfigName: null }),
        ...(request['disassociateDefaultCodeRepository'] === true && { defaultCodeRepository: null }),
        ...(request['disassociateAdditionalCodeRepositories'] === true && { additionalCodeRepositories: null }),
      }),
    },
    DeleteNotebookInstance: { effect: 'delete', asynchronous: true },
    CreatePresignedNotebookInstanceUrl: { effect: 'act', facts: (request) => request },
    ...taggingOf('notebook-instance'),
  },
  references: {
    role: ({ roleArn }) => refer('iam/role', roleArn),
    kmsKey: ({ kmsKeyId }) => referToKey(kmsKeyId),
    subnet: ({ subnetId }) => refer('ec2/subnet', subnetId),
    securityGroups: ({ securityGroupIds }) => refer('ec2/security-group', ...(securityGroupIds ?? [])),
    lifecycleConfig: ({ lifecycleConfigName }) => refer('sagemaker/notebook-lifecycle-config', lifecycleConfigName),
  },
});
