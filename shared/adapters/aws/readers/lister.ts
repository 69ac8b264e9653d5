import { partitionOf } from '../../../core/resource-ref.ts';
import { refNamed } from '../../../core/resource-type.ts';
import { isMembers, type Members } from '../../../core/trail-record.ts';
import type { Lister } from '../../../ports.ts';
import { failureOf } from '../trail/aws-error.ts';
import { lists } from './lists.ts';
import { plain } from './operation.ts';
import type { ClientsFor } from './reader.ts';

const itemsIn = (output: Members, member: string): readonly Members[] => {
  if (member === '') return [output];
  const items = output[member];
  // Tables and queues are listed by their names alone.
  return Array.isArray(items)
    ? items.map((item: unknown) => (typeof item === 'string' ? { name: item } : item)).filter(isMembers)
    : [];
};

/** Lists resources with AWS's own lists, a page at a time. What may not be listed is unavailable, and never none. */
export const awsLister = (clientsFor: ClientsFor): Lister => ({
  list: async (type, locality, page) => {
    const list = lists[type.name];
    if (!list) return { kind: 'unavailable', reason: `there is no list of ${type.name}` };
    const place = { ...locality, partition: partitionOf(locality.region) };
    try {
      const client = await clientsFor(list.client, locality);
      const output = plain(await client.send(list.command(page)));
      const next = output[list.next ?? 'NextToken'];
      return {
        kind: 'listed',
        resources: itemsIn(output, list.items)
          .flatMap(list.found)
          .map(({ name, state }) => ({ arn: refNamed(type, name, place).arn, ...(state && { state }) })),
        ...(typeof next === 'string' && next !== '' && { next }),
      };
    } catch (error) {
      if (failureOf(error) !== 'denied') throw error;
      return {
        kind: 'unavailable',
        reason: `the permission ${list.permission} is missing in account ${locality.account}`,
        permission: list.permission,
      };
    }
  },
});
