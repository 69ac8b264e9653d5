import * as z from 'zod';
import { defineResourceType, refer } from '../../core/resource-type.ts';
import { textOf } from '../../core/trail-record.ts';

/** A name of a key. Only `alias/aws/…` names keys that AWS manages; any other was made by a customer, for their own key. */
export const kmsAlias = defineResourceType({
  name: 'kms/alias',
  cloudFormationType: 'AWS::KMS::Alias',
  state: z.object({ targetKeyId: z.string() }),
  nameOf: ({ aliasName }) => textOf(aliasName),
  arnOf: (name, { partition, region, account }) => `arn:${partition}:kms:${region}:${account}:${name}`,
  eventSource: 'kms.amazonaws.com',
  events: { CreateAlias: 'create', UpdateAlias: 'update', DeleteAlias: 'delete' },
  described: {
    // The entry of one alias in the list: no read tells of an alias by its name.
    by: ['kms:ListAliases'],
    nameOf: ({ AliasArn, AliasName }) => textOf(AliasArn) ?? textOf(AliasName),
  },
  references: { key: ({ targetKeyId }) => refer('kms/key', targetKeyId) },
});
