import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defaultsTo, defineResourceType, refer, sometimes, unset } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { sagemakerArn } from './arn.ts';
import { reach, texts } from './members.ts';
import { isRepositoryUrl, withoutCredentials } from './repository-url.ts';
import { taggingOf } from './tags.ts';

const toggle = z.enum(['Enabled', 'Disabled']);

/** The repositories that a request or an output names, as far as it does. */
const repositories = (members: Members): Members => {
  const first = reach(members, 'defaultCodeRepository');
  const more = reach(members, 'additionalCodeRepositories');
  return {
    ...(first !== undefined && { defaultCodeRepository: withoutCredentials(first) }),
    ...(Array.isArray(more) && { additionalCodeRepositories: more.map(withoutCredentials) }),
  };
};

const stated = (request: Members): Members => ({
  ...request,
  minimumInstanceMetadataServiceVersion: reach(
    request,
    'instanceMetadataServiceConfiguration',
    'minimumInstanceMetadataServiceVersion',
  ),
  ...repositories(request),
});

export const notebookInstance = defineResourceType({
  name: 'sagemaker/notebook-instance',
  cloudFormationType: 'AWS::SageMaker::NotebookInstance',
  state: z.object({
    roleArn: z.string(),
    directInternetAccess: defaultsTo(toggle, 'Enabled'),
    rootAccess: defaultsTo(toggle, 'Enabled'),
    kmsKeyId: unset(z.string()),
    subnetId: unset(z.string()),
    securityGroupIds: texts(),
    lifecycleConfigName: unset(z.string()),
    /** Left out, it is the platform that AWS offers on that day. */
    platformIdentifier: sometimes(z.string().min(1)),
    /** `ipv4` or `dualstack`. */
    ipAddressType: defaultsTo(z.string(), 'ipv4'),
    minimumInstanceMetadataServiceVersion: defaultsTo(z.string(), '1'),
    defaultCodeRepository: unset(z.string()),
    additionalCodeRepositories: texts(),
    tags: tagMap(),
  }),
  facts: z.object({
    sessionExpirationDurationInSeconds: unset(z.number()),
    /** What an update asks for; null: it does not touch it. */
    roleArn: unset(z.string()),
    lifecycleConfigName: unset(z.string()),
  }),
  nameOf: ({ notebookInstanceName }) => textOf(notebookInstanceName),
  arnOf: sagemakerArn('notebook-instance'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateNotebookInstance: {
      effect: 'create',
      state: ({ platformIdentifier, ...request }) => ({
        ...stated(request),
        platformIdentifier: textOf(platformIdentifier),
      }),
    },
    UpdateNotebookInstance: {
      effect: 'update',
      state: (request) => {
        // An update leaves alone what it does not name; only the `disassociate…` members take something away.
        const named = Object.entries(stated(request)).filter(([, value]) => value !== '' && value !== null);
        return {
          ...Object.fromEntries(named),
          ...(request['disassociateLifecycleConfig'] === true && { lifecycleConfigName: null }),
          ...(request['disassociateDefaultCodeRepository'] === true && { defaultCodeRepository: null }),
          ...(request['disassociateAdditionalCodeRepositories'] === true && { additionalCodeRepositories: null }),
        };
      },
      facts: (request) => request,
    },
    StartNotebookInstance: 'act',
    StopNotebookInstance: 'act',
    DeleteNotebookInstance: { effect: 'delete', asynchronous: true },
    CreatePresignedNotebookInstanceUrl: { effect: 'act', facts: (request) => request },
    ...taggingOf('notebook-instance'),
  },
  described: {
    by: ['sagemaker:DescribeNotebookInstance', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['NotebookInstanceArn']),
    state: (output) => ({
      ...stated(output),
      securityGroupIds: output['SecurityGroups'],
      lifecycleConfigName: output['NotebookInstanceLifecycleConfigName'],
    }),
    isFinal: (output) => ['InService', 'Stopped', 'Failed'].includes(String(output['NotebookInstanceStatus'])),
  },
  stateChange: {
    detailType: 'SageMaker Notebook Instance State Change',
    nameOf: (detail) => textOf(detail['NotebookInstanceArn']) ?? textOf(detail['NotebookInstanceName']),
    outcomeOf: (detail) => {
      const status = textOf(detail['NotebookInstanceStatus']);
      if (status === 'InService' || status === 'Stopped') return 'final';
      if (status === 'Failed') return 'failed';
      return status === 'Deleted' ? 'absent' : 'pending';
    },
    state: () => ({}),
  },
  references: {
    role: ({ roleArn }) => refer('iam/role', roleArn),
    kmsKey: ({ kmsKeyId }) => referToKey(kmsKeyId),
    subnet: ({ subnetId }) => refer('ec2/subnet', subnetId),
    securityGroups: ({ securityGroupIds }) => refer('ec2/security-group', ...(securityGroupIds ?? [])),
    lifecycleConfig: ({ lifecycleConfigName }) => refer('sagemaker/notebook-lifecycle-config', lifecycleConfigName),
    codeRepositories: ({ defaultCodeRepository, additionalCodeRepositories }) =>
      refer(
        'sagemaker/code-repository',
        ...[defaultCodeRepository, ...(additionalCodeRepositories ?? [])].filter(
          (name) => name && !isRepositoryUrl(name),
        ),
      ),
  },
});
