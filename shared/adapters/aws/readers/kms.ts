import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';
import { isMembers } from '../../../core/trail-record.ts';
import { AbsentError } from './absent-error.ts';
import { allPages, plain, type Operations } from './operation.ts';

/** How KMS tells of its resources. */
export const kmsOperations: Operations = {
  'kms:DescribeKey': {
    client: 'kms',
    ask: async (kms, { resource: { arn } }) => plain(await kms.send(new DescribeKeyCommand({ KeyId: arn }))),
  },
  'kms:GetKeyPolicy': {
    client: 'kms',
    ask: async (kms, { resource: { name } }) =>
      plain(await kms.send(new GetKeyPolicyCommand({ KeyId: name, PolicyName: 'default' }))),
  },
  'kms:GetKeyRotationStatus': {
    client: 'kms',
    ask: async (kms, { resource: { name } }) => {
      const { KeyRotationEnabled } = plain(await kms.send(new GetKeyRotationStatusCommand({ KeyId: name })));
      return { KeyRotationEnabled };
    },
    // Keys that cannot rotate, and those about to be deleted, are no reason to know nothing else of them.
    answers: { UnsupportedOperationException: {}, KMSInvalidStateException: {} },
  },
  'kms:ListResourceTags': {
    client: 'kms',
    ask: async (kms, { resource: { name } }) => ({
      Tags: await allPages((Marker) => kms.send(new ListResourceTagsCommand({ KeyId: name, Marker })), {
        items: 'Tags',
        next: 'NextMarker',
      }),
    }),
  },
  'kms:ListAliases': {
    client: 'kms',
    ask: async (kms, { resource: { arn } }) => {
      const aliases = await allPages((Marker) => kms.send(new ListAliasesCommand({ Marker, Limit: 100 })), {
        items: 'Aliases',
        next: 'NextMarker',
      });
      const alias = aliases.filter(isMembers).find(({ AliasArn }) => AliasArn === arn);
      if (!alias) throw new AbsentError(`there is no alias ${arn}`);
      return alias;
    },
  },
};
