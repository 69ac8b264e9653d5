import { describe, expect, test } from 'vitest';
import { keptStore } from '../../../../shared/adapters/aws/deployment/kept-store.ts';

const named = (name: string): Error => Object.assign(new Error(name), { name });

/** A Region whose table goes through some states while it is asked about; undefined: there is none. */
const region = ({
  states,
  parameters = {},
  refusal,
}: {
  states: readonly (string | undefined)[];
  parameters?: Readonly<Record<string, string>>;
  refusal?: Error;
}) => {
  const sent: [name: string, input: object][] = [];
  let looks = 0;
  const answer = async (command: { constructor: { name: string }; input: Record<string, any> }): Promise<object> => {
    const name = command.constructor.name.replace('Command', '');
    sent.push([name, command.input]);
    if (name === 'GetParameters') {
      const names = command.input['Names'] as string[];
      return {
        Parameters: names.filter((each) => each in parameters).map((Name) => ({ Name, Value: parameters[Name] })),
      };
    }
    if (name === 'GetParametersByPath') {
      // A folder's own parameters, not those of folders in it: a page for each here.
      const { Path, NextToken = '0', WithDecryption } = command.input;
      if (WithDecryption === true) throw named('nobody needs the values');
      const inFolder = Object.keys(parameters).filter((each) => each.slice(0, each.lastIndexOf('/')) === Path);
      const place = Number(NextToken);
      return {
        Parameters: inFolder
          .slice(place, place + 1)
          .map((Name) => ({ Name, Type: Name.includes('slack') ? 'SecureString' : 'String' })),
        NextToken: place + 1 < inFolder.length ? String(place + 1) : '',
      };
    }
    if (name === 'ScheduleKeyDeletion' && refusal) throw refusal;
    if (name !== 'DescribeTable') return {};
    const TableStatus = states[Math.min(looks++, states.length - 1)];
    if (TableStatus === undefined) throw named('ResourceNotFoundException');
    return { Table: { TableStatus } };
  };
  const client = { send: answer };
  return { store: keptStore({ dynamo: client, kms: client, ssm: client }, async () => {}), sent };
};

const kept = { table: 'sagewatch-prod', key: 'arn:aws:kms:eu-central-1:111122223333:key/k', secrets: [] };
const does = (sent: readonly [string, object][]) =>
  sent.map(([name]) => name).filter((name) => name !== 'DescribeTable');

describe('what is kept', () => {
  test('is found where the store says it is', async () => {
    const parameters = { '/sagewatch/prod/store/table': kept.table, '/sagewatch/prod/store/key': kept.key };
    expect(await region({ states: [], parameters }).store.find('prod')).toEqual(kept);
    expect(await region({ states: [], parameters }).store.find('dev')).toBeUndefined();
  });
  test('is destroyed: the table without its protection, then the key, as late as that can be', async () => {
    const { store, sent } = region({ states: ['ACTIVE', 'UPDATING', 'ACTIVE', 'DELETING', undefined] });
    await store.destroy(kept);
    expect(does(sent)).toEqual(['UpdateTable', 'DeleteTable', 'ScheduleKeyDeletion']);
    expect(sent.find(([name]) => name === 'UpdateTable')?.[1]).toEqual({
      TableName: kept.table,
      DeletionProtectionEnabled: false,
    });
    expect(sent.at(-1)?.[1]).toEqual({ KeyId: kept.key, PendingWindowInDays: 30 });
  });
  test('with its secrets, however many there are, and nothing else that lies beside them', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `/sagewatch/prod/slack-webhook-${index}`);
    const parameters = {
      '/sagewatch/prod/store/table': kept.table,
      '/sagewatch/prod/store/key': kept.key,
      '/sagewatch/prod/mine': 'x',
      '/sagewatch/dev/slack-token': 'x',
      ...Object.fromEntries(names.map((name) => [name, 'x'])),
    };
    const { store, sent } = region({ states: [undefined], parameters });
    const found = await store.find('prod');
    expect(found).toEqual({ ...kept, secrets: names });
    if (found) await store.destroy(found);
    expect(sent.filter(([name]) => name === 'DeleteParameters').map(([, input]) => input)).toEqual([
      { Names: names.slice(0, 10) },
      { Names: names.slice(10) },
    ]);
  });
  test('once more, after an attempt that did not get to its end', async () => {
    const { store, sent } = region({ states: [undefined], refusal: named('KMSInvalidStateException') });
    await store.destroy(kept);
    expect(does(sent)).toEqual(['ScheduleKeyDeletion']);
    await expect(
      region({ states: [undefined], refusal: named('AccessDeniedException') }).store.destroy(kept),
    ).rejects.toThrow('AccessDeniedException');
  });
});
