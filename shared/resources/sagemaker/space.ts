import * as z from 'zod';
import { tagMap } from '../../core/known-map.ts';
import { defaultsTo, defineResourceType, refer, unset } from '../../core/resource-type.ts';
import { textOf, type Members } from '../../core/trail-record.ts';
import { sagemakerArn } from './arn.ts';
import { named, nameInDomain, reach } from './members.ts';
import { taggingOf } from './tags.ts';

const stated = (members: Members): Members => ({
  domainId: reach(members, 'domainId'),
  owner: reach(members, 'ownershipSettings', 'ownerUserProfileName'),
  remoteAccess: reach(members, 'spaceSettings', 'remoteAccess'),
  tags: reach(members, 'tags'),
});

/**
 * Where an application of Studio runs and keeps its files. It has no role of its own: a private space has its owner's, a
 * shared one the domain's for spaces.
 */
export const space = defineResourceType({
  name: 'sagemaker/space',
  cloudFormationType: 'AWS::SageMaker::Space',
  state: z.object({
    domainId: z.string(),
    /** The user profile it belongs to; null: spaces of the older Studio have none. */
    owner: unset(z.string()),
    /** `ENABLED` or `DISABLED`; it has to be switched on (developer guide, remote access). */
    remoteAccess: defaultsTo(z.string(), 'DISABLED'),
    tags: tagMap(),
  }),
  nameOf: nameInDomain('spaceName'),
  arnOf: sagemakerArn('space'),
  eventSource: 'sagemaker.amazonaws.com',
  events: {
    CreateSpace: { effect: 'create', state: stated },
    UpdateSpace: { effect: 'update', state: (request) => named(stated(request)) },
    DeleteSpace: { effect: 'delete', asynchronous: true },
    ...taggingOf('space'),
  },
  described: {
    by: ['sagemaker:DescribeSpace', 'sagemaker:ListTags'],
    nameOf: (output) => textOf(output['SpaceArn']),
    state: stated,
    isFinal: (output) => ['InService', 'Failed', 'Update_Failed', 'Delete_Failed'].includes(String(output['Status'])),
  },
  references: {
    domain: ({ domainId }) => refer('sagemaker/domain', domainId),
    owner: ({ domainId, owner }) => (domainId && owner ? refer('sagemaker/user-profile', `${domainId}/${owner}`) : []),
  },
});
