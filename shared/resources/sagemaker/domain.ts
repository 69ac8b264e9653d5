import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defaultsTo, defineResourceType, refer, unset } from '../../core/resource-type.ts';
import { textOf, within, type Members } from '../../core/trail-record.ts';
import { referToKey } from '../kms/key-reference.ts';
import { sagemakerArn } from './arn.ts';
import { named, reach, texts } from './members.ts';
import { taggingOf } from './tags.ts';

type Settings = 'domainSettings' | 'domainSettingsForUpdate';

const rStudioSettings: Record<Settings, string> = {
  domainSettings: 'rStudioServerProDomainSettings',
  domainSettingsForUpdate: 'rStudioServerProDomainSettingsForUpdate',
};

/** The members of a request or an output; the settings of an update are called otherwise than those of a creation. */
const stated = (members: Members, settings: Settings): Members => ({
  appNetworkAccessType: reach(members, 'appNetworkAccessType'),
  subnetIds: reach(members, 'subnetIds'),
  // The older name is deprecated, and still accepted.
  kmsKeyId: textOf(reach(members, 'kmsKeyId')) ?? reach(members, 'homeEfsFileSystemKmsKeyId'),
  executionRole: reach(members, 'defaultUserSettings', 'executionRole'),
  spaceExecutionRole: reach(members, 'defaultSpaceSettings', 'executionRole'),
  rStudioExecutionRole: reach(members, settings, rStudioSettings[settings], 'domainExecutionRoleArn'),
  userSecurityGroups: reach(members, 'defaultUserSettings', 'securityGroups'),
  securityGroupIds: reach(members, settings, 'securityGroupIds'),
  executionRoleIdentityConfig: reach(members, settings, 'executionRoleIdentityConfig'),
  enableDockerAccess: reach(members, settings, 'dockerSettings', 'enableDockerAccess'),
  vpcOnlyTrustedAccounts: reach(members, settings, 'dockerSettings', 'vpcOnlyTrustedAccounts'),
  ipAddressType: reach(members, settings, 'ipAddressType'),
  tags: reach(members, 'tags'),
});

/** A Studio domain: the place where people's Studio applications run. */
export const domain = defineResourceType({
  name: 'sagemaker/domain',
  cloudFormationType: 'AWS::SageMaker::Domain',
  state: z.object({
    /** `PublicInternetOnly` or `VpcOnly`; a VPC that is named beside the former carries only EFS traffic. */
    appNetworkAccessType: defaultsTo(z.string(), 'PublicInternetOnly'),
    subnetIds: texts(),
    kmsKeyId: unset(z.string()),
    executionRole: unset(z.string()),
    spaceExecutionRole: unset(z.string()),
    /** Null: the domain has no RStudio. */
    rStudioExecutionRole: unset(z.string()),
    userSecurityGroups: texts(),
    securityGroupIds: texts(),
    /** `USER_PROFILE_NAME` or `DISABLED`. */
    executionRoleIdentityConfig: defaultsTo(z.string(), 'DISABLED'),
    /** `ENABLED` or `DISABLED`. */
    enableDockerAccess: defaultsTo(z.string(), 'DISABLED'),
    vpcOnlyTrustedAccounts: texts(),
    ipAddressType: defaultsTo(z.string(), 'ipv4'),
    tags: tagMap(),
  }),
  facts: z.object({
    userProfileName: unset(z.string()),
    sessionExpirationDurationInSeconds: unset(z.number()),
  }),
  nameOf: ({ domainId }) => textOf(domainId),
  arnOf: sagemakerArn('domain'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateDomain: {
      effect: 'create',
      of: (_, { responseElements }) =>
        textOf(within(responseElements, 'domainArn')) ?? textOf(within(responseElements, 'domainId')),
      state: (request) => stated(request, 'domainSettings'),
    },
    UpdateDomain: { effect: 'update', state: (request) => named(stated(request, 'domainSettingsForUpdate')) },
    DeleteDomain: { effect: 'delete', asynchronous: true },
    CreatePresignedDomainUrl: { effect: 'act', facts: (request) => request },
    ...taggingOf('domain'),
  },
  described: {
    by: ['sagemaker:DescribeDomain', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['DomainArn']),
    state: (output) => stated(output, 'domainSettings'),
    isFinal: (output) => ['InService', 'Failed', 'Update_Failed', 'Delete_Failed'].includes(String(output['Status'])),
  },
  references: {
    roles: ({ executionRole, spaceExecutionRole, rStudioExecutionRole }) =>
      refer('iam/role', executionRole, spaceExecutionRole, rStudioExecutionRole),
    kmsKey: ({ kmsKeyId }) => referToKey(kmsKeyId),
    subnets: ({ subnetIds }) => refer('ec2/subnet', ...(subnetIds ?? [])),
    securityGroups: ({ securityGroupIds, userSecurityGroups }) =>
      refer('ec2/security-group', ...(securityGroupIds ?? []), ...(userSecurityGroups ?? [])),
  },
});
